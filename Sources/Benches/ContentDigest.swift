// SPDX-License-Identifier: GPL-2.0-only

/// 64-bit FNV-1a over the paths and bytes of files of the program: tells one version of them from
/// the next. It is no protection against somebody who looks for collisions.
struct ContentDigest {
    private var state: UInt64 = 0xcbf2_9ce4_8422_2325

    init(of files: [BenchFile]) {
        for file in files {
            add(Array(file.path.utf8))
            add(file.bytes)
        }
    }

    /// 16 digits.
    var hexadecimal: String {
        let digits = String(state, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    private mutating func add(_ bytes: [UInt8]) {
        var length = UInt64(bytes.count)
        for _ in 0..<8 {
            add(UInt8(truncatingIfNeeded: length))
            length >>= 8
        }
        for byte in bytes { add(byte) }
    }

    private mutating func add(_ byte: UInt8) {
        state = (state ^ UInt64(byte)) &* 0x100_0000_01b3
    }
}
