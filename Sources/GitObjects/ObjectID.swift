// SPDX-License-Identifier: GPL-2.0-only

internal import CGit2

/// The id of a git object: a SHA-1 of 20 bytes, written as 40 hexadecimal digits.
public struct ObjectID: Hashable, Sendable {
    private let high: UInt64
    private let middle: UInt64
    private let low: UInt32

    /// Takes the bytes of an id; nil unless there are 20.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 20 else { return nil }
        high = bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
        middle = bytes.dropFirst(8).prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
        low = bytes.dropFirst(16).reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// Reads 40 hexadecimal digits of either case; nil for anything else.
    public init?(hex: String) {
        let digits = Array(hex.utf8)
        guard digits.count == 40 else { return nil }
        var bytes: [UInt8] = []
        for index in stride(from: 0, to: 40, by: 2) {
            guard let first = ObjectID.value(ofDigit: digits[index]),
                let second = ObjectID.value(ofDigit: digits[index + 1])
            else { return nil }
            bytes.append(first << 4 | second)
        }
        self.init(bytes: bytes)
    }

    /// The id that git gives to a blob of these bytes.
    ///
    /// Git gives none to bytes that look made to collide under SHA-1; here they get the id of a
    /// ``standIn(for:)``, so that they are never taken for another file. The corresponding C
    /// function is `git_odb_hash`. Cost: one SHA-1 of the bytes.
    public static func blob(of bytes: [UInt8]) -> ObjectID {
        object(of: bytes, kind: GIT_OBJECT_BLOB)
    }

    /// The id that git gives to an object of any kind, as ``blob(of:)``.
    static func object(of bytes: [UInt8], kind: git_object_t) -> ObjectID {
        hash(bytes, kind: kind) ?? hash(standIn(for: bytes), kind: kind) ?? none
    }

    /// Other bytes for those that git gives no id: a word and their hexadecimal digits, in which no
    /// block of an attack is left.
    static func standIn(for bytes: [UInt8]) -> [UInt8] {
        let digits = Array("0123456789abcdef".utf8)
        return Array("made to collide\n".utf8)
            + bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    }

    /// Forty times `f`, which nothing is known to have.
    private static let none = ObjectID(high: .max, middle: .max, low: .max)

    private init(high: UInt64, middle: UInt64, low: UInt32) {
        self.high = high
        self.middle = middle
        self.low = low
    }

    /// Nil where libgit2 sees an attack on SHA-1.
    private static func hash(_ bytes: [UInt8], kind: git_object_t) -> ObjectID? {
        Library.start()
        var id = git_oid()
        // An empty array may have no address, and libgit2 insists on one.
        let padded = bytes.isEmpty ? [0] : bytes
        let code = unsafe padded.withUnsafeBytes { buffer in
            unsafe git_odb_hash(&id, buffer.baseAddress, bytes.count, kind)
        }
        return code == 0 ? ObjectID(id) : nil
    }

    /// The 20 bytes of the id.
    public var bytes: [UInt8] {
        unsafe withUnsafeBytes(of: native) { unsafe Array($0.prefix(20)) }
    }

    /// The 40 lower case hexadecimal digits of the id.
    public var hex: String {
        let digits: StaticString = "0123456789abcdef"
        return unsafe String(unsafeUninitializedCapacity: 40) { text in
            var index = 0
            for byte in bytes {
                unsafe text[index] = digits.utf8Start[Int(byte >> 4)]
                unsafe text[index + 1] = digits.utf8Start[Int(byte & 15)]
                index += 2
            }
            return index
        }
    }

    // An id is read and written for each object of a repository: as numbers, without arrays.

    init(_ id: git_oid) {
        (high, middle, low) = unsafe withUnsafeBytes(of: id) { bytes in
            unsafe (
                UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self)),
                UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)),
                UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: 16, as: UInt32.self))
            )
        }
    }

    /// The id as libgit2 has it.
    var native: git_oid {
        var id = git_oid()
        unsafe withUnsafeMutableBytes(of: &id) { bytes in
            unsafe bytes.storeBytes(of: high.bigEndian, as: UInt64.self)
            unsafe bytes.storeBytes(of: middle.bigEndian, toByteOffset: 8, as: UInt64.self)
            unsafe bytes.storeBytes(of: low.bigEndian, toByteOffset: 16, as: UInt32.self)
        }
        return id
    }

    private static func value(ofDigit digit: UInt8) -> UInt8? {
        switch digit {
        case 0x30...0x39: digit - 0x30
        case 0x41...0x46: digit - 0x37
        case 0x61...0x66: digit - 0x57
        default: nil
        }
    }
}

extension ObjectID: Comparable {
    /// Orders ids as their hexadecimal digits.
    public static func < (left: ObjectID, right: ObjectID) -> Bool {
        (left.high, left.middle, left.low) < (right.high, right.middle, right.low)
    }
}

extension ObjectID: CustomStringConvertible {
    /// The 40 digits, as ``hex``.
    public var description: String { hex }
}
