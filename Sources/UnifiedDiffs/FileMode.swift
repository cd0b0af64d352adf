// SPDX-License-Identifier: GPL-2.0-only

/// The mode of a file as git writes it, such as `100644`.
public struct FileMode: RawRepresentable, Hashable, Sendable {
    /// The mode's number, as in `st_mode` of `stat`.
    public let rawValue: UInt32

    /// Takes any number.
    public init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    /// A plain file, `100644`.
    public static let file = FileMode(rawValue: 0o100644)
    /// A program, `100755`.
    public static let program = FileMode(rawValue: 0o100755)
    /// A symbolic link, `120000`.
    public static let symbolicLink = FileMode(rawValue: 0o120000)
    /// A submodule's commit, `160000`.
    public static let submodule = FileMode(rawValue: 0o160000)

    /// Whether the mode is a regular file's, with any permissions.
    public var isRegularFile: Bool { rawValue & 0o170000 == 0o100000 }

    /// Whether two modes are of one type: file, link, submodule.
    public func isSameType(as other: FileMode) -> Bool {
        rawValue & 0o170000 == other.rawValue & 0o170000
    }

    /// The number that octal digits spell; nil for other bytes and for more than seven digits.
    init?(octal digits: some Collection<UInt8>) {
        guard !digits.isEmpty, digits.count <= 7 else { return nil }
        var value: UInt32 = 0
        for digit in digits {
            guard digit >= 0x30, digit <= 0x37 else { return nil }
            value = value << 3 | UInt32(digit - 0x30)
        }
        self.init(rawValue: value)
    }
}

extension FileMode: CustomStringConvertible {
    /// The mode in six octal digits.
    public var description: String {
        let digits = String(rawValue, radix: 8)
        return String(repeating: "0", count: max(0, 6 - digits.count)) + digits
    }
}
