// SPDX-License-Identifier: GPL-2.0-only

/// The part of an input that is in memory; it grows at its end and is cut at its start.
struct ByteWindow {
    private(set) var bytes: [UInt8]
    /// Place of the window's first byte in the input.
    private(set) var offset = 0
    /// Whether the input ends where the window does.
    private(set) var isAtEnd: Bool
    private var source: (any ByteSource)?

    /// Bytes that are asked for at once.
    static let chunk = 1 << 18

    /// A window on all of an input.
    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        isAtEnd = true
    }

    /// A window on what a source gives.
    init(_ source: any ByteSource) {
        bytes = []
        isAtEnd = false
        self.source = source
    }

    /// What was odd about the source.
    var problem: (kind: MailProblem.Kind, detail: String)? { source?.problem }

    /// Gets more bytes; those before `start` are dropped and indices move down by as much.
    mutating func extend(keepingFrom start: Int) throws(MailInputError) {
        guard !isAtEnd else { return }
        if start > 0 {
            // A batch may hold the old bytes: one new array, with room for what is to come.
            var rest: [UInt8] = []
            rest.reserveCapacity(bytes.count - start + ByteWindow.chunk)
            rest += bytes[start...]
            bytes = rest
            offset += start
        }
        let count = bytes.count
        // Pipes give little at a time, and room that was asked for costs time.
        try source?.read(min(max(ByteWindow.chunk, count), 1 << 20), into: &bytes)
        if bytes.count == count { isAtEnd = true }
    }

    /// Puts an inflating source in the place of one that turned out to be compressed.
    mutating func inflate(limit: Int) {
        guard offset == 0 else { return }
        let compressed = source ?? NoBytes()
        self = ByteWindow(GzipSource(start: bytes, compressed: compressed, limit: limit))
    }

    /// The end of a window whose bytes are all there.
    private struct NoBytes: ByteSource {
        var problem: (kind: MailProblem.Kind, detail: String)? { nil }
        func read(_ count: Int, into bytes: inout [UInt8]) {}
    }
}
