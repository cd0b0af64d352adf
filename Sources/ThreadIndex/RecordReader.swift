// SPDX-License-Identifier: GPL-2.0-only

internal import Mail

/// That a record is not as it was written.
struct RecordDamage: Error {}

/// Reads what ``RecordWriter`` wrote; whatever else it is given ends in ``RecordDamage``.
struct RecordReader {
    private let bytes: [UInt8]
    private let end: Int
    private var index = 0

    /// Takes a record whose checksum holds.
    init(sealed bytes: [UInt8]) throws(RecordDamage) {
        guard bytes.count >= 8 else { throw RecordDamage() }
        let end = bytes.count - 8
        let sum = bytes[end...].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard ContentKey(bytes[..<end]).high == sum else { throw RecordDamage() }
        self.bytes = bytes
        self.end = end
    }

    var isAtEnd: Bool { index == end }

    mutating func number() throws(RecordDamage) -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while index < end, shift < 64 {
            let byte = bytes[index]
            index += 1
            value |= UInt64(byte & 0x7f) << shift
            if byte < 0x80 { return value }
            shift += 7
        }
        throw RecordDamage()
    }

    mutating func signed() throws(RecordDamage) -> Int64 {
        let value = try number()
        return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
    }

    mutating func int() throws(RecordDamage) -> Int { Int(try signed()) }

    mutating func bool() throws(RecordDamage) -> Bool {
        guard index < end, bytes[index] < 2 else { throw RecordDamage() }
        index += 1
        return bytes[index - 1] == 1
    }

    mutating func slice() throws(RecordDamage) -> ArraySlice<UInt8> {
        let count = try number()
        guard count <= UInt64(end - index) else { throw RecordDamage() }
        let start = index
        index += Int(count)
        return bytes[start..<index]
    }

    mutating func string() throws(RecordDamage) -> String {
        String(decoding: try slice(), as: UTF8.self)
    }

    mutating func optional<Value>(
        _ body: (inout RecordReader) throws(RecordDamage) -> Value
    ) throws(RecordDamage) -> Value? {
        try bool() ? try body(&self) : nil
    }

    mutating func each<Value>(
        _ body: (inout RecordReader) throws(RecordDamage) -> Value
    ) throws(RecordDamage) -> [Value] {
        let count = try number()
        // Each value takes a byte at least.
        guard count <= UInt64(end - index) else { throw RecordDamage() }
        var values: [Value] = []
        values.reserveCapacity(Int(count))
        for _ in 0..<count { values.append(try body(&self)) }
        return values
    }
}
