// SPDX-License-Identifier: GPL-2.0-only

/// Reads little-endian numbers, LEB128 and C strings; nil outside of the bytes.
struct ByteReader {
    let bytes: ArraySlice<UInt8>

    /// Where the next number starts, counted from the first byte.
    var position = 0

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
    }

    var isAtEnd: Bool { position >= bytes.count }

    /// An unsigned number of at most eight bytes.
    func number(at offset: Int, byteCount: Int) -> UInt64? {
        guard offset >= 0, offset <= bytes.count - byteCount else { return nil }
        let start = bytes.startIndex + offset
        var value: UInt64 = 0
        for index in 0..<byteCount {
            value |= UInt64(bytes[start + index]) << (8 * UInt64(index))
        }
        return value
    }

    /// A part of the bytes.
    func slice(at offset: UInt64, byteCount: UInt64) -> ArraySlice<UInt8>? {
        guard let start = Int(exactly: offset), let count = Int(exactly: byteCount),
            start <= bytes.count, count <= bytes.count - start
        else { return nil }
        return bytes[(bytes.startIndex + start)..<(bytes.startIndex + start + count)]
    }

    /// The bytes from there to the next zero, as UTF-8.
    func text(at offset: UInt64) -> String? {
        guard let start = Int(exactly: offset), start < bytes.count else { return nil }
        return String(
            decoding: bytes[(bytes.startIndex + start)...].prefix { $0 != 0 }, as: UTF8.self)
    }

    /// The next unsigned number of so many bytes.
    mutating func next(_ byteCount: Int) -> UInt64? {
        guard let value = number(at: position, byteCount: byteCount) else { return nil }
        position += byteCount
        return value
    }

    /// The next part of so many bytes.
    mutating func nextSlice(_ byteCount: UInt64) -> ArraySlice<UInt8>? {
        guard let slice = slice(at: UInt64(position), byteCount: byteCount) else { return nil }
        position += slice.count
        return slice
    }

    /// The next C string.
    mutating func nextText() -> String? {
        guard let text = text(at: UInt64(position)) else { return nil }
        position += text.utf8.count + 1
        return text
    }

    /// The next unsigned LEB128 number (DWARF 5, 7.6); bits above the 64th are lost.
    mutating func nextULEB() -> UInt64? {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while let byte = next(1) {
            if shift < 64 { value |= (byte & 0x7f) << shift }
            shift += 7
            if byte & 0x80 == 0 { return value }
        }
        return nil
    }

    /// The next signed LEB128 number.
    mutating func nextSLEB() -> Int64? {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while let byte = next(1) {
            if shift < 64 { value |= (byte & 0x7f) << shift }
            shift += 7
            guard byte & 0x80 == 0 else { continue }
            if shift < 64, byte & 0x40 != 0 { value |= ~0 << shift }
            return Int64(bitPattern: value)
        }
        return nil
    }
}
