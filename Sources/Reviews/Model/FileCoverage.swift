// SPDX-License-Identifier: GPL-2.0-only

/// The lines of one C file that a variant adds or changes.
public struct FileCoverage: Hashable, Sendable {
    /// The file.
    public let path: String

    /// The 1-based lines of the patched file that are new.
    public let newLines: [Int]

    /// Those of them that the compiler made code of in any bench, by its line table: a declaration,
    /// a comment or a signature has none.
    public let codeLines: [Int]

    /// Those of these that a scenario ran.
    public let executed: [Int]

    /// Whether any bench that was run builds the file; if not, nothing is known about its lines.
    public let isSimulated: Bool

    /// For each of the executed lines the scenarios that ran it on any driver, by name.
    public internal(set) var scenarios: [Int: [String]] = [:]

    /// The lines with code that no scenario ran.
    public var missed: [Int] {
        let executed = Set(executed)
        return codeLines.filter { !executed.contains($0) }
    }
}
