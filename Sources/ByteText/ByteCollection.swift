// SPDX-License-Identifier: GPL-2.0-only

extension Collection where Element == UInt8 {
    /// Whether the bytes begin with the UTF-8 of `prefix`.
    @inlinable public func hasPrefix(_ prefix: String) -> Bool {
        starts(with: prefix.utf8)
    }

    /// Whether the bytes begin with the UTF-8 of `prefix`; ASCII letters match in either case.
    @inlinable public func hasPrefixIgnoringCase(_ prefix: String) -> Bool {
        starts(with: prefix.utf8) { $0.asciiLowercased == $1.asciiLowercased }
    }

    /// Whether the bytes are the UTF-8 of `text`; ASCII letters match in either case.
    @inlinable public func equalsIgnoringCase(_ text: String) -> Bool {
        elementsEqual(text.utf8) { $0.asciiLowercased == $1.asciiLowercased }
    }

    /// The bytes with `A` to `Z` replaced by `a` to `z`.
    @inlinable public func asciiLowercased() -> [UInt8] { map(\.asciiLowercased) }

    /// The bytes as a string for display; what is not UTF-8 becomes U+FFFD.
    @inlinable public var lossyString: String { String(decoding: self, as: UTF8.self) }

    /// The number that all of these bytes spell in decimal digits.
    ///
    /// Nil when there is no digit, any other byte, or the number exceeds `Int.max`; no sign is
    /// read.
    @inlinable public var decimalValue: Int? {
        guard !isEmpty else { return nil }
        var value = 0
        for byte in self {
            guard byte.isASCIIDigit else { return nil }
            let (product, overflowed) = value.multipliedReportingOverflow(by: 10)
            let (sum, carried) = product.addingReportingOverflow(Int(byte) - 0x30)
            if overflowed || carried { return nil }
            value = sum
        }
        return value
    }
}

extension BidirectionalCollection where Element == UInt8 {
    /// The bytes without the spaces and tabs at both ends.
    @inlinable public func trimmingBlanks() -> SubSequence {
        guard let first = firstIndex(where: { !$0.isASCIIBlank }) else { return self[endIndex...] }
        return self[first...].trimmingTrailingBlanks()
    }

    /// The bytes without the spaces and tabs at their end.
    @inlinable public func trimmingTrailingBlanks() -> SubSequence {
        guard let last = lastIndex(where: { !$0.isASCIIBlank }) else { return self[..<startIndex] }
        return self[...last]
    }

    /// The bytes without the ASCII white space (with line ends) at both ends.
    @inlinable public func trimmingWhitespace() -> SubSequence {
        guard let first = firstIndex(where: { !$0.isASCIIWhitespace }),
            let last = lastIndex(where: { !$0.isASCIIWhitespace })
        else { return self[endIndex...] }
        return self[first...last]
    }

    /// Whether the bytes end with the UTF-8 of `suffix`.
    @inlinable public func hasSuffix(_ suffix: String) -> Bool {
        reversed().starts(with: suffix.utf8.reversed())
    }
}

extension RandomAccessCollection where Element == UInt8, Index == Int {
    /// The first place where the UTF-8 of `needle` stands, at or after `start`.
    ///
    /// An empty needle is found at `start`. Cost: count times needle length at worst.
    @inlinable public func firstRange(of needle: String, from start: Int? = nil) -> Range<Int>? {
        firstRange(of: Array(needle.utf8), from: start)
    }

    /// The first place where the bytes `needle` stand, at or after `start`.
    ///
    /// An empty needle is found at `start`. Cost: count times needle length at worst.
    @inlinable public func firstRange(of needle: [UInt8], from start: Int? = nil) -> Range<Int>? {
        var index = Swift.max(start ?? startIndex, startIndex)
        guard index <= endIndex else { return nil }
        guard let head = needle.first else { return index..<index }
        while endIndex - index >= needle.count {
            guard let found = self[index..<(endIndex - needle.count + 1)].firstIndex(of: head)
            else { return nil }
            if self[found..<(found + needle.count)].elementsEqual(needle) {
                return found..<(found + needle.count)
            }
            index = found + 1
        }
        return nil
    }

    /// The parts between the bytes `separator`, at least one; empty parts are kept.
    @inlinable public func parts(separatedBy separator: UInt8) -> [SubSequence] {
        split(separator: separator, omittingEmptySubsequences: false)
    }
}
