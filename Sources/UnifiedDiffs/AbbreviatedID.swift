// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText

/// The first hexadecimal digits of an object's id, as on the `index` line of a git diff.
public struct AbbreviatedID: Hashable, Sendable {
    /// 4 to 64 lower case hexadecimal digits.
    public let digits: String

    /// Nil unless `bytes` are 4 to 64 hexadecimal digits.
    public init?(_ bytes: some Collection<UInt8>) {
        guard (4...64).contains(bytes.count), bytes.allSatisfy({ $0.hexDigitValue != nil })
        else { return nil }
        digits = bytes.asciiLowercased().lossyString
    }

    /// Whether all digits are zero, which stands for "no file".
    public var isNull: Bool { digits.utf8.allSatisfy { $0 == 0x30 } }

    /// Whether `id`, in lower case hexadecimal digits, begins with these digits.
    public func isPrefix(of id: String) -> Bool { id.hasPrefix(digits) }
}

extension AbbreviatedID: CustomStringConvertible {
    /// The digits.
    public var description: String { digits }
}
