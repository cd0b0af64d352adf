// SPDX-License-Identifier: GPL-2.0-only

public import ByteText

/// What `git format-patch --base` writes into a cover letter, or below a patch.
public struct StatedBase: Hashable, Sendable {
    /// The commit of the last `base-commit:` line.
    public private(set) var commit: AbbreviatedID?
    /// The patch ids of `prerequisite-patch-id:` lines, in order: what lies between the commit and
    /// the patches.
    public private(set) var prerequisites: [AbbreviatedID] = []

    /// Nothing stated.
    init() {}

    /// Reads all lines of a text that begin so; quoted ones do not.
    public init(in text: ByteText) {
        for line in text.lines { take(text[line]) }
    }

    /// Takes a line that says something of the base; false for any other line.
    @discardableResult
    mutating func take(_ line: ArraySlice<UInt8>) -> Bool {
        if line.hasPrefix("base-commit: ") {
            commit = AbbreviatedID(line.dropFirst(13).trimmingBlanks())
        } else if line.hasPrefix("prerequisite-patch-id: ") {
            if let id = AbbreviatedID(line.dropFirst(23).trimmingBlanks()) {
                prerequisites.append(id)
            }
        } else {
            return false
        }
        return true
    }
}
