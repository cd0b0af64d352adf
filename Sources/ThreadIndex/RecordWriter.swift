// SPDX-License-Identifier: GPL-2.0-only

internal import Mail

/// Writes values one after the other, as ``RecordReader`` reads them.
///
/// Numbers are LEB128 (seven bits a byte, the lowest first), signed ones folded as in protocol
/// buffers' zigzag; bytes and strings follow their length.
struct RecordWriter {
    private var bytes: [UInt8] = []

    /// The record with a checksum at its end.
    var sealed: [UInt8] {
        var sealed = bytes
        let sum = ContentKey(bytes).high
        for shift in stride(from: 0, to: 64, by: 8) {
            sealed.append(UInt8(truncatingIfNeeded: sum >> shift))
        }
        return sealed
    }

    mutating func write(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    mutating func write(_ value: Int64) {
        write(UInt64(bitPattern: value << 1 ^ value >> 63))
    }

    mutating func write(_ value: Int) { write(Int64(value)) }

    mutating func write(_ value: Bool) { bytes.append(value ? 1 : 0) }

    mutating func write(_ value: [UInt8]) {
        write(UInt64(value.count))
        bytes += value
    }

    mutating func write(_ value: String) {
        write(UInt64(value.utf8.count))
        bytes += value.utf8
    }

    mutating func write<Value>(
        _ value: Value?, _ body: (inout RecordWriter, Value) -> Void
    ) {
        write(value != nil)
        if let value { body(&self, value) }
    }

    mutating func write<Value>(
        each values: [Value], _ body: (inout RecordWriter, Value) -> Void
    ) {
        write(UInt64(values.count))
        for value in values { body(&self, value) }
    }
}
