// SPDX-License-Identifier: GPL-2.0-only

/// A place in the source, as the line table has it.
public struct SourceFrame: Hashable, Sendable, Codable {
    /// The function's name.
    public let function: String

    /// The path in the kernel tree; for our own files `shim/...`, `runtime/...`, `bench/...`.
    public let path: String

    /// Whose file it is.
    public let origin: CodeLocation.Origin

    /// 1-based; 0 when the compiler gave the instruction no line.
    public let line: Int

    /// Names a place.
    public init(function: String, path: String, origin: CodeLocation.Origin, line: Int) {
        self.function = function
        self.path = path
        self.origin = origin
        self.line = line
    }
}

/// The source behind addresses of a program.
public struct SourceLines: Hashable, Sendable {
    /// For each address that has any, its frames: the innermost (inlined) function first.
    public let frames: [UInt64: [SourceFrame]]

    /// Names some frames.
    public init(frames: [UInt64: [SourceFrame]]) {
        self.frames = frames
    }

    /// The innermost place of an address.
    public subscript(address: UInt64) -> SourceFrame? { frames[address]?.first }

    /// The frames of a stack, those of inlined functions among them, the innermost first; the same
    /// place twice in a row is told once.
    public func frames(of stack: [UInt64]) -> [SourceFrame] {
        stack.flatMap { frames[$0] ?? [] }.reduce(into: []) { told, frame in
            if told.last != frame { told.append(frame) }
        }
    }
}
