// SPDX-License-Identifier: GPL-2.0-only

// lib/string.c: blocks of bytes. Every byte that the guest may not touch is seen.

extension HostFunctions {
    static let bytes: [String: HostFunction] = {
        var table: [(String, HostFunction)] = [
            (
                "memset",
                HostFunction("void *(void *, int, size_t)") { call throws(RunStop) in
                    let target = try call.argument(0)
                    try call.fill(
                        target, count: try call.argument(2),
                        with: UInt8(truncatingIfNeeded: try call.argument(1)))
                    return target
                }
            ),
            (
                "memcmp",
                HostFunction("int (const void *, const void *, size_t)") { call throws(RunStop) in
                    let count = try call.argument(2)
                    let left = try call.bytes(at: try call.argument(0), count: count)
                    let right = try call.bytes(at: try call.argument(1), count: count)
                    call.guest.spend(HostWork.singleBytes(count))
                    return difference(left, right)
                }
            ),
            (
                "memchr_inv",
                HostFunction("void *(const void *, int, size_t)") { call throws(RunStop) in
                    let start = try call.argument(0)
                    let byte = UInt8(truncatingIfNeeded: try call.argument(1))
                    let bytes = try call.bytes(at: start, count: try call.argument(2))
                    call.guest.spend(HostWork.singleBytes(UInt64(bytes.count)))
                    return bytes.firstIndex { $0 != byte }.map { start + UInt64($0) } ?? 0
                }
            ),
        ]
        table += aliases(
            ["memcpy", "memmove", "__memcpy", "__memmove"],
            HostFunction("void *(void *, const void *, size_t)") { call throws(RunStop) in
                let target = try call.argument(0)
                let source = try call.bytes(
                    at: try call.argument(1), count: try call.argument(2))
                try call.store(source, at: target)
                return target
            })
        return Dictionary(uniqueKeysWithValues: table)
    }()

    /// Negative, 0 or positive as `memcmp()` has it, as the register holds an `int`.
    static func difference(_ left: [UInt8], _ right: [UInt8]) -> UInt64 {
        for (one, other) in zip(left, right) where one != other {
            return UInt64(bitPattern: Int64(one) - Int64(other))
        }
        return UInt64(bitPattern: Int64(left.count) - Int64(right.count))
    }
}
