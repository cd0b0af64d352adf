// SPDX-License-Identifier: GPL-2.0-only

internal import CZlib

/// What is inflated from a gzip stream (RFC 1952), of several members too; the only user of zlib.
@safe final class GzipSource: ByteSource {
    private var compressed: any ByteSource
    private var input: [UInt8]
    private var position = 0
    private let stream: UnsafeMutablePointer<z_stream>
    private var isWithinMember = false
    private var isAtEnd = false
    /// Bytes that may still be inflated.
    private var budget: Int
    private let limit: Int

    private(set) var problem: (kind: MailProblem.Kind, detail: String)?

    private static let chunk = 1 << 16

    /// Inflates `start`, the bytes that were read already, and what `compressed` has behind them.
    ///
    /// - Parameter limit: the most bytes that come out; a stream that has more ends there with a
    ///   problem.
    init(start: [UInt8], compressed: any ByteSource, limit: Int) {
        input = start
        self.compressed = compressed
        self.limit = limit
        budget = limit
        unsafe stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        let code = unsafe inflateInit2_(
            stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        precondition(code == Z_OK, "zlib starts unless memory is exhausted.")
    }

    deinit {
        unsafe inflateEnd(stream)
        unsafe stream.deallocate()
    }

    func read(_ count: Int, into bytes: inout [UInt8]) throws(MailInputError) {
        while !isAtEnd {
            if position == input.count {
                input.removeAll(keepingCapacity: true)
                position = 0
                try compressed.read(GzipSource.chunk, into: &input)
                if input.isEmpty {
                    isAtEnd = true
                    if isWithinMember {
                        problem = (
                            .gzipDamaged, "the gzip stream is cut off; what came before was read"
                        )
                    }
                    return
                }
            }
            guard budget > 0 else {
                isAtEnd = true
                problem = (.limitReached, "gzip: more than \(limit) bytes; the rest is left out")
                return
            }
            if try inflate(min(count, budget), into: &bytes) > 0 { return }
        }
    }

    /// One call of `inflate`; gives the number of bytes that came out.
    private func inflate(_ count: Int, into bytes: inout [UInt8]) throws(MailInputError) -> Int {
        let start = bytes.count
        bytes.append(contentsOf: repeatElement(0, count: count))
        let available = input.count - position
        isWithinMember = true
        let code = unsafe input.withUnsafeMutableBufferPointer { source in
            unsafe bytes.withUnsafeMutableBufferPointer { target in
                unsafe stream.pointee.next_in = source.baseAddress?.advanced(by: position)
                unsafe stream.pointee.avail_in = uInt(clamping: available)
                unsafe stream.pointee.next_out = target.baseAddress?.advanced(by: start)
                unsafe stream.pointee.avail_out = uInt(clamping: count)
                return unsafe CZlib.inflate(stream, Z_NO_FLUSH)
            }
        }
        position += unsafe available - Int(stream.pointee.avail_in)
        let written = unsafe count - Int(stream.pointee.avail_out)
        bytes.removeLast(count - written)
        budget -= written
        switch code {
        case Z_OK, Z_BUF_ERROR: break
        case Z_STREAM_END:
            isWithinMember = false
            unsafe inflateReset(stream)
            try skipPadding()
        default:
            isAtEnd = true
            problem = (.gzipDamaged, "the gzip stream is damaged; what came before was read")
        }
        return written
    }

    /// Members may follow each other; anything else behind one ends the input, as in gzip(1).
    private func skipPadding() throws(MailInputError) {
        if input.count - position < 2 {
            input.removeFirst(position)
            position = 0
            try compressed.read(GzipSource.chunk, into: &input)
        }
        let rest = input[position...]
        if !rest.starts(with: [0x1f, 0x8b] as [UInt8]) {
            isAtEnd = true
            if !rest.allSatisfy({ $0 == 0 }) {
                problem = (.gzipDamaged, "bytes behind the gzip stream were left out")
            }
        }
    }
}
