// SPDX-License-Identifier: GPL-2.0-only

/// What Python's `email` does otherwise than our reader with the text of a mail; see ``GitRules``.
struct PythonRules: OptionSet, Hashable {
    let rawValue: Int

    /// The first text alone, without later ones such as the footer of a list.
    static let firstPart = PythonRules(rawValue: 1)
    /// Nothing is un-stuffed.
    static let stuffedBlanks = PythonRules(rawValue: 2)
    /// Carriage returns before line ends stay.
    static let carriageReturns = PythonRules(rawValue: 4)
    /// HTML is given as it is.
    static let htmlSource = PythonRules(rawValue: 8)
    /// A part of several has no line end of its own.
    static let openEnd = PythonRules(rawValue: 16)
    /// Of HTML and a text behind it, such as the footer of a list, the text.
    static let textBehindHTML = PythonRules(rawValue: 32)

    private static let names: [(rule: PythonRules, name: String)] = [
        (.firstPart, "the first part alone"),
        (.stuffedBlanks, "stuffed blanks of format=flowed are kept"),
        (.carriageReturns, "carriage returns are kept"),
        (.htmlSource, "HTML is text"),
        (.openEnd, "no line end before a boundary"),
        (.textBehindHTML, "the text behind HTML"),
    ]

    /// The name of the class of a mail.
    var name: String {
        PythonRules.names.filter { contains($0.rule) }.map(\.name).joined(separator: " + ")
    }

    /// All sets of rules, those of few rules first.
    static let subsets: [PythonRules] = (0..<64).map(PythonRules.init).sorted {
        ($0.rawValue.nonzeroBitCount, $0.rawValue) < ($1.rawValue.nonzeroBitCount, $1.rawValue)
    }
}
