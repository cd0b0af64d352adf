// SPDX-License-Identifier: GPL-2.0-only

/// A file which the compiler or the simulation reads beside the kernel's own: a bench, a header
/// of the shim or runtime, or a scenario.
public struct BenchFile: Hashable, Sendable {
    /// Where the file lies for the compiler, for example `shim/asm/page.h` or `benches/mtk.c`;
    /// always relative, with `/` between the parts.
    public let path: String

    /// The file as it is.
    public let bytes: [UInt8]

    /// Where the file came from.
    public let origin: Origin

    /// Where a file came from.
    public enum Origin: Hashable, Sendable {
        /// Part of the program.
        case embedded

        /// Read from a user's folder; the value is the path of the file on disk.
        case folder(String)
    }

    /// Names some bytes.
    public init(path: String, bytes: [UInt8], origin: Origin) {
        self.path = path
        self.bytes = bytes
        self.origin = origin
    }

    /// The last part of the path, for example `mtk.c`.
    public var name: String {
        path.split(separator: "/").last.map(String.init) ?? path
    }
}
