// SPDX-License-Identifier: GPL-2.0-only

/// One message of the compiler, with the notes that belong to it.
public struct CompilerMessage: Hashable, Sendable, Codable {
    /// Where the message points; nil when it points nowhere (a limit, the command line).
    public let location: CodeLocation?

    /// How bad it is.
    public let severity: Severity

    /// The compiler's words, without path and severity; never longer than a line.
    public let text: String

    /// The warning group, without `-W`: `incompatible-pointer-types`; nil for plain errors.
    public let option: String?

    /// What the compiler itself would change. Those of an error are how the compiler went on;
    /// those of a note are suggestions.
    public let fixIts: [FixIt]

    /// The notes under the message, in order.
    public let notes: [CompilerMessage]

    /// Names a message.
    public init(
        location: CodeLocation?, severity: Severity, text: String, option: String? = nil,
        fixIts: [FixIt] = [], notes: [CompilerMessage] = []
    ) {
        self.location = location
        self.severity = severity
        self.text = text
        self.option = option
        self.fixIts = fixIts
        self.notes = notes
    }

    /// How bad a message is, as the compiler grades it.
    public enum Severity: String, Hashable, Sendable, Codable {
        /// Nothing is wrong by itself.
        case note
        /// The compiler went on.
        case warning
        /// The compiler gave no object.
        case error
        /// The compiler stopped at once.
        case fatal
    }
}

/// A place in a file as the compiler saw it.
///
/// `#line` moves the path and the line, but never ``byteOffset``: a place is what it says only if
/// the three agree.
public struct CodeLocation: Hashable, Sendable, Codable {
    /// The path in the kernel tree (`drivers/iommu/iommu.c`); for other files `shim/...` and
    /// `bench/...`, told apart by ``origin``.
    public let path: String

    /// Which of the virtual folders the path belongs to.
    public let origin: Origin

    /// 1-based.
    public let line: Int

    /// 1-based, in bytes.
    public let column: Int

    /// From the start of the file the compiler read, in bytes.
    public let byteOffset: Int

    /// Names a place.
    public init(path: String, origin: Origin, line: Int, column: Int, byteOffset: Int) {
        self.path = path
        self.origin = origin
        self.line = line
        self.column = column
        self.byteOffset = byteOffset
    }

    /// Whose file it is.
    public enum Origin: String, Hashable, Sendable, Codable {
        /// The kernel tree.
        case tree
        /// The synthetic architecture.
        case shim
        /// The bench and its runtime.
        case bench
        /// Anything else: a name that `#line` made up.
        case elsewhere
    }
}

/// A change which the compiler itself proposes: these bytes for those.
public struct FixIt: Hashable, Sendable, Codable {
    /// The first byte to replace.
    public let start: CodeLocation

    /// The first byte that stays.
    public let end: CodeLocation

    /// What comes between; empty when something is only removed.
    public let replacement: String

    /// Names a change.
    public init(start: CodeLocation, end: CodeLocation, replacement: String) {
        self.start = start
        self.end = end
        self.replacement = replacement
    }
}
