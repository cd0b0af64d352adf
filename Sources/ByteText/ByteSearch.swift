// SPDX-License-Identifier: GPL-2.0-only

internal import Glibc

/// Searches at the speed of memory; the only unsafe code of this module.
///
/// The standard library's `firstIndex(of:)` looks at one byte after another: on the mail of an
/// archive it takes eight times as long as `memchr`, which alone would break the bounds that
/// docs/performance.md sets.
extension [UInt8] {
    /// The first index of `byte` in a range, which is clamped to the array.
    ///
    /// The corresponding C function is `memchr`.
    public func index(of byte: UInt8, in range: Range<Int>) -> Int? {
        let range = range.clamped(to: 0..<count)
        guard !range.isEmpty else { return nil }
        return unsafe withUnsafeBytes { buffer in
            guard let base = buffer.baseAddress,
                let found = unsafe memchr(base + range.lowerBound, Int32(byte), range.count)
            else { return nil }
            return unsafe UnsafeRawPointer(found) - base
        }
    }

    /// The first place of `needle` in a range, which is clamped to the array; an empty needle is
    /// nowhere.
    ///
    /// Looks for the needle's first capital letter, which is rare in mail, or else for its first
    /// byte. Cost: count times needle length at worst.
    public func firstRange(of needle: [UInt8], in range: Range<Int>) -> Range<Int>? {
        let range = range.clamped(to: 0..<count)
        guard !needle.isEmpty, range.count >= needle.count else { return nil }
        let place = needle.firstIndex { $0 >= 0x41 && $0 <= 0x5a } ?? 0
        var index = range.lowerBound + place
        let end = range.upperBound - needle.count + place + 1
        while let found = self.index(of: needle[place], in: index..<end) {
            let start = found - place
            if self[start..<(start + needle.count)].elementsEqual(needle) {
                return start..<(start + needle.count)
            }
            index = found + 1
        }
        return nil
    }

    /// Behind the line feed that ends the line at `position`, or `end` if there is none before.
    public func endOfLine(at position: Int, before end: Int) -> Int {
        index(of: 0x0a, in: Swift.min(position, end)..<end).map { $0 + 1 } ?? end
    }

    /// Where each line starts, and at the end the number of bytes; one pass.
    ///
    /// A final line feed starts no further line.
    public func lineStarts() -> [Int] {
        var starts: [Int] = []
        starts.reserveCapacity(count / 24 + 2)
        unsafe withUnsafeBytes { buffer in
            guard let base = buffer.baseAddress else { return }
            var start = 0
            while start < buffer.count {
                starts.append(start)
                let end = unsafe memchr(base + start, 0x0a, buffer.count - start)
                start = unsafe end.map { unsafe UnsafeRawPointer($0) - base + 1 } ?? buffer.count
            }
        }
        starts.append(count)
        return starts
    }

    /// Number of line feeds in a range, which is clamped to the array.
    public func lineFeeds(in range: Range<Int>) -> Int {
        let range = range.clamped(to: 0..<count)
        return unsafe withUnsafeBytes { buffer in
            var lines = 0
            var index = range.lowerBound
            while index < range.upperBound {
                // Sums of one byte each let the compiler compare sixteen bytes at once.
                let end = Swift.min(index + 240, range.upperBound)
                var sum: UInt8 = 0
                while index < end {
                    unsafe sum &+= buffer[index] == 0x0a ? 1 : 0
                    index += 1
                }
                lines += Int(sum)
            }
            return lines
        }
    }

    /// Where each line starts; a line feed at the end starts no line. At most 4 GiB.
    func lineStarts() -> [UInt32] {
        guard !isEmpty else { return [] }
        var starts: [UInt32] = [0]
        starts.reserveCapacity(count / 40 + 1)
        unsafe withUnsafeBytes { buffer in
            guard let base = buffer.baseAddress else { return }
            var start = 0
            while let found = unsafe memchr(base + start, 0x0a, buffer.count - start) {
                start = unsafe UnsafeRawPointer(found) - base + 1
                guard start < buffer.count else { return }
                starts.append(UInt32(truncatingIfNeeded: start))
            }
        }
        return starts
    }

    /// Whether all bytes are below 128.
    public var isASCII: Bool { isASCII(in: indices) }

    /// Whether all bytes in a range, which is clamped to the array, are below 128.
    public func isASCII(in range: Range<Int>) -> Bool {
        let range = range.clamped(to: 0..<count)
        return unsafe withUnsafeBytes { buffer in
            // Without an exit from the loop the compiler looks at many bytes at once.
            var union: UInt8 = 0
            for index in range { unsafe union |= buffer[index] }
            return union < 0x80
        }
    }

    /// Whether a range has the same bytes as all of `other`; both ranges are clamped to their arrays.
    ///
    /// The corresponding C function is `memcmp`.
    public func isEqual(_ range: Range<Int>, to other: [UInt8], _ otherRange: Range<Int>) -> Bool {
        let range = range.clamped(to: 0..<count)
        let otherRange = otherRange.clamped(to: 0..<other.count)
        guard range.count == otherRange.count else { return false }
        if range.isEmpty { return true }
        return unsafe withUnsafeBytes { left in
            unsafe other.withUnsafeBytes { right in
                guard let left = left.baseAddress, let right = right.baseAddress else {
                    return false
                }
                return unsafe memcmp(
                    left + range.lowerBound, right + otherRange.lowerBound, range.count) == 0
            }
        }
    }

    /// A number that equal bytes share, and others hardly ever; a range is clamped to the array.
    ///
    /// Eight bytes at a time, each multiplied to 128 bits by the odd number `key` and folded. Who
    /// does not know the key cannot choose bytes that get one number.
    public func keyedHash(of range: Range<Int>, key: UInt64) -> UInt64 {
        let range = range.clamped(to: 0..<count)
        return unsafe withUnsafeBytes { buffer in
            var hash = UInt64(truncatingIfNeeded: range.count) &+ key
            var index = range.lowerBound
            while index + 8 <= range.upperBound {
                let word = unsafe buffer.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                let product = (hash ^ word).multipliedFullWidth(by: key)
                hash = product.high ^ product.low
                index += 8
            }
            var word: UInt64 = 0
            if index < range.upperBound, range.count >= 8 {
                // The last eight bytes again, some of which have been taken already.
                word = unsafe buffer.loadUnaligned(
                    fromByteOffset: range.upperBound - 8, as: UInt64.self)
            } else {
                while index < range.upperBound {
                    unsafe word = word << 8 | UInt64(buffer[index])
                    index += 1
                }
            }
            let product = (hash ^ word).multipliedFullWidth(by: key)
            return product.high ^ product.low
        }
    }
}
