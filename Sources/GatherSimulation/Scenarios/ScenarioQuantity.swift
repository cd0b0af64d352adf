// SPDX-License-Identifier: GPL-2.0-only

/// An address or length of a scenario, which a bench's page size turns into bytes.
public enum ScenarioQuantity: Hashable, Sendable {
    /// So many of the bench's smallest pages; written `3p`.
    case pages(UInt64)

    /// So many bytes, whatever the bench; written `64K`, `2M`, `1G` or `0`.
    case bytes(UInt64)

    /// Reads `3p`, `64K`, `2M`, `1G` or `0`; nil for anything else and for what does not fit
    /// into 64 bits.
    public init?(_ word: some StringProtocol) {
        guard word != "0" else {
            self = .bytes(0)
            return
        }
        guard let unit = word.last, let count = Self.decimal(word.dropLast()) else { return nil }
        switch unit {
        case "p":
            self = .pages(count)
        case "K", "M", "G":
            let shift: UInt64 = unit == "K" ? 10 : unit == "M" ? 20 : 30
            let (bytes, overflow) = count.multipliedReportingOverflow(by: 1 << shift)
            guard !overflow else { return nil }
            self = .bytes(bytes)
        default:
            return nil
        }
    }

    /// The number of bytes with pages of `pageSize` bytes, or nil where 64 bits do not hold it.
    public func byteCount(pageSize: UInt64) -> UInt64? {
        switch self {
        case .bytes(let count):
            return count
        case .pages(let count):
            let (bytes, overflow) = count.multipliedReportingOverflow(by: pageSize)
            return overflow ? nil : bytes
        }
    }

    /// Digits only, unlike `UInt64(_:)`, which takes a sign as well.
    private static func decimal(_ digits: some StringProtocol) -> UInt64? {
        guard digits.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
        else { return nil }
        return UInt64(digits)
    }
}

extension ScenarioQuantity: CustomStringConvertible {
    /// The quantity as a scenario file has it.
    public var description: String {
        switch self {
        case .pages(let count): "\(count)p"
        case .bytes(0): "0"
        case .bytes(let count) where count % (1 << 30) == 0: "\(count >> 30)G"
        case .bytes(let count) where count % (1 << 20) == 0: "\(count >> 20)M"
        case .bytes(let count): "\(count >> 10)K"
        }
    }
}
