// SPDX-License-Identifier: GPL-2.0-only

/// What `git mailinfo` does otherwise than our reader with the text of a mail.
///
/// With these a text of ours is made into git's; a mail is in the class of the fewest that make the
/// two the same, byte for byte.
struct GitRules: OptionSet, Hashable {
    let rawValue: Int

    /// Lines of format=flowed are joined, and each is un-stuffed.
    static let joinedLines = GitRules(rawValue: 1)
    /// Every part goes into the text, with its source.
    static let allParts = GitRules(rawValue: 2)
    /// The line end before a boundary belongs to the part, and a closing boundary is an empty line.
    static let boundaryLines = GitRules(rawValue: 4)
    /// Carriage returns before line ends stay.
    static let carriageReturns = GitRules(rawValue: 8)
    /// From the patch on the bytes are those of the sender's character set.
    static let patchAsSent = GitRules(rawValue: 16)
    /// What stands above the parts of an inner multipart is text; so is the line behind a header,
    /// even a boundary, with all up to the next one.
    static let innerPreambles = GitRules(rawValue: 32)
    /// A line `From <object id> …` ends the fields at the start of a text.
    static let separatorEndsFields = GitRules(rawValue: 64)
    /// Each line of base64 is decoded for itself, whatever is left of it.
    static let base64ByLine = GitRules(rawValue: 128)

    /// What each is called in the table.
    static let names: [(rule: GitRules, name: String)] = [
        (.joinedLines, "lines of format=flowed are joined"),
        (.allParts, "every part is text"),
        (.boundaryLines, "line ends at boundaries are text"),
        (.carriageReturns, "carriage returns are kept"),
        (.patchAsSent, "the patch keeps its character set"),
        (.innerPreambles, "what is above inner parts is text"),
        (.separatorEndsFields, "a separator ends the fields of the text"),
        (.base64ByLine, "base64 is decoded line by line"),
    ]

    /// The name of the class of a mail.
    var name: String {
        GitRules.names.filter { contains($0.rule) }.map(\.name).joined(separator: " + ")
    }

    /// All sets of some rules, those of few rules first.
    static func subsets(of rules: GitRules) -> [GitRules] {
        (0..<256).map(GitRules.init).filter { $0.isSubset(of: rules) }
            .sorted {
                ($0.rawValue.nonzeroBitCount, $0.rawValue)
                    < ($1.rawValue.nonzeroBitCount, $1.rawValue)
            }
    }
}
