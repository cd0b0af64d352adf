// SPDX-License-Identifier: GPL-2.0-only

/// Reads little-endian fields of an ELF file; an offset outside of the file throws.
struct ELFReader {
    let bytes: [UInt8]

    /// The file range of `count` bytes from `offset`.
    func range(_ offset: UInt64, count: UInt64, _ what: String) throws(ELFProblem) -> Range<Int> {
        let (end, overflow) = offset.addingReportingOverflow(count)
        guard !overflow, end <= UInt64(bytes.count) else {
            throw .truncated(what: what, offset: offset, needed: count)
        }
        return Int(offset)..<Int(end)
    }

    /// The little-endian integer at `offset`.
    func integer<T: FixedWidthInteger & UnsignedInteger>(
        _ offset: UInt64, as type: T.Type, _ what: String
    ) throws(ELFProblem) -> T {
        let range = try range(offset, count: UInt64(T.bitWidth / 8), what)
        var value: T = 0
        for index in range.reversed() {
            value = value << 8 | T(bytes[index])
        }
        return value
    }

    /// The bytes from `offset` in `table` up to the next NUL, the table's end or `limit` bytes.
    func name(_ offset: UInt64, in table: Range<Int>, limit: Int) -> String {
        guard offset < UInt64(table.count) else { return "" }
        let rest = bytes[table][(table.lowerBound + Int(offset))...].prefix(limit)
        return String(decoding: rest.prefix { $0 != 0 }, as: UTF8.self)
    }
}
