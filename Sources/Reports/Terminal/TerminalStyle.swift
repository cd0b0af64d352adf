// SPDX-License-Identifier: GPL-2.0-only

/// How a report is set on a terminal.
public struct TerminalStyle: Hashable, Sendable {
    /// Columns of the terminal; reports are set for 60 at the least.
    public let width: Int

    /// Whether emphasis is shown by colour; no meaning is carried by colour alone.
    public let hasColor: Bool

    /// Sets for a width in columns.
    public init(width: Int = 100, hasColor: Bool = false) {
        self.width = max(width, 60)
        self.hasColor = hasColor
    }
}

/// The emphases of a report.
enum Emphasis {
    case heading, good, bad, doubtful, faint

    /// The SGR parameters (ECMA-48 section 8.3.117).
    var parameters: String {
        switch self {
        case .heading: "1"
        case .good: "32"
        case .bad: "1;31"
        case .doubtful: "33"
        case .faint: "2"
        }
    }
}
