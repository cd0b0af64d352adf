// SPDX-License-Identifier: GPL-2.0-only

/// The recipe by which git makes one blob from another: copy a range, or insert bytes.
///
/// As in git's documentation of its pack format.
enum BinaryDelta {
    /// The file that `delta` makes from `source`; nil if it does not fit, or makes more than `limit`
    /// bytes.
    static func applied(_ delta: [UInt8], to source: [UInt8], limit: Int) -> [UInt8]? {
        var rest = delta[...]
        guard let oldCount = size(&rest), let newCount = size(&rest), oldCount == source.count,
            newCount <= limit
        else { return nil }
        var output: [UInt8] = []
        output.reserveCapacity(newCount)
        while let command = rest.popFirst() {
            if command & 0x80 != 0 {
                guard let offset = number(&rest, bits: command & 0x0f, count: 4),
                    let stated = number(&rest, bits: command >> 4 & 0x07, count: 3)
                else { return nil }
                let count = stated == 0 ? 0x10000 : stated
                guard offset + count <= source.count, output.count + count <= newCount else {
                    return nil
                }
                output += source[offset..<(offset + count)]
            } else {
                guard command > 0, rest.count >= Int(command),
                    output.count + Int(command) <= newCount
                else { return nil }
                output += rest.prefix(Int(command))
                rest = rest.dropFirst(Int(command))
            }
        }
        return output.count == newCount ? output : nil
    }

    /// Seven bits a byte, the lowest first.
    private static func size(_ rest: inout ArraySlice<UInt8>) -> Int? {
        var value = 0
        var shift = 0
        while let byte = rest.popFirst(), shift < 42 {
            value |= Int(byte & 0x7f) << shift
            if byte & 0x80 == 0 { return value }
            shift += 7
        }
        return nil
    }

    /// The bytes that `bits` say are there, the lowest first; the others are zero.
    private static func number(
        _ rest: inout ArraySlice<UInt8>, bits: UInt8, count: Int
    ) -> Int? {
        var value = 0
        for index in 0..<count where bits & (1 << UInt8(index)) != 0 {
            guard let byte = rest.popFirst() else { return nil }
            value |= Int(byte) << (8 * index)
        }
        return value
    }
}
