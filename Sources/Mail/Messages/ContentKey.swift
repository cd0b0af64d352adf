// SPDX-License-Identifier: GPL-2.0-only

public import GitObjects

/// 128 bits that stand for the content of messages.
public struct ContentKey: Hashable, Sendable {
    /// The two halves.
    public private(set) var high: UInt64, low: UInt64

    /// Puts a key together again.
    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// The first 128 bits of an id.
    public init(_ id: ObjectID) {
        let bytes = id.bytes
        high = bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
        low = bytes.dropFirst(8).prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// The key of some bytes.
    public init(_ bytes: ArraySlice<UInt8>) {
        self.init(high: 0xcbf2_9ce4_8422_2325, low: 0x6c62_272e_07bb_0142)
        add(bytes)
    }

    /// The key of some bytes.
    public init(_ bytes: [UInt8]) { self.init(bytes[...]) }

    /// Goes on with the content that comes next. Cost: linear in the bytes.
    public mutating func add(_ bytes: [UInt8]) { add(bytes[...]) }

    /// Goes on with the content that comes next. Cost: linear in the bytes.
    public mutating func add(_ bytes: ArraySlice<UInt8>) {
        add(UInt64(bytes.count))
        var word: UInt64 = 0
        var count = 0
        for byte in bytes {
            word = word << 8 | UInt64(byte)
            count += 1
            if count & 7 == 0 { add(word) }
        }
        if count & 7 != 0 { add(word) }
    }

    /// Goes on with another key.
    public mutating func add(_ key: ContentKey) {
        add(key.high)
        add(key.low)
    }

    /// Goes on with a number: two runs of FNV-1a over words, which are mixed as splitmix64 does.
    public mutating func add(_ word: UInt64) {
        func mixed(_ value: UInt64) -> UInt64 {
            var value = value
            value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
            value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
            return value ^ (value >> 31)
        }
        high = mixed((high ^ word) &* 0x100_0000_01b3)
        low = mixed((low ^ word ^ 0x5c5c_5c5c_5c5c_5c5c) &* 0x9e37_79b9_7f4a_7c15)
    }
}
