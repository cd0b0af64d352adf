// SPDX-License-Identifier: GPL-2.0-only

extension UInt8 {
    /// Whether the byte is a space or a horizontal tab.
    @inlinable public var isASCIIBlank: Bool { self == 0x20 || self == 0x09 }

    /// Whether the byte is a space, or one of the controls HT, LF, VT, FF and CR.
    @inlinable public var isASCIIWhitespace: Bool { self == 0x20 || (self >= 0x09 && self <= 0x0d) }

    /// Whether the byte is one of `0` to `9`.
    @inlinable public var isASCIIDigit: Bool { self >= 0x30 && self <= 0x39 }

    /// Whether the byte is one of `A` to `Z` and `a` to `z`.
    @inlinable public var isASCIILetter: Bool {
        let lower = self | 0x20
        return lower >= 0x61 && lower <= 0x7a
    }

    /// The byte, with `A` to `Z` replaced by `a` to `z`.
    @inlinable public var asciiLowercased: UInt8 {
        self >= 0x41 && self <= 0x5a ? self | 0x20 : self
    }

    /// The value of a hexadecimal digit of either case, nil for any other byte.
    @inlinable public var hexDigitValue: UInt8? {
        if isASCIIDigit { return self &- 0x30 }
        let lower = self | 0x20
        return lower >= 0x61 && lower <= 0x66 ? lower &- 0x57 : nil
    }
}
