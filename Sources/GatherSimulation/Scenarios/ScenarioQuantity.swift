// SPDX-License-Identifier: GPL-2.0-only

/// An address or length of a scenario, which a bench's window turns into bytes.
public indirect enum ScenarioQuantity: Hashable, Sendable {
    /// So many of the bench's smallest pages; written `3p`.
    case pages(UInt64)

    /// So many bytes, whatever the bench; written `64K`, `2M`, `1G` or `0`.
    case bytes(UInt64)

    /// The first IOVA that the domain can map; written `start`.
    case start

    /// The end of the IOVAs that the domain can map, one beyond the last; written `end`.
    case end

    /// Both together; written `2M+4p`.
    case sum(ScenarioQuantity, ScenarioQuantity)

    /// The first less the second; written `end-4p`.
    case difference(ScenarioQuantity, ScenarioQuantity)

    /// Terms of one quantity; a scenario needs two or three.
    private static let termLimit = 8

    /// Reads `3p`, `64K`, `2M`, `1G`, `0`, `start`, `end`, or several of them joined by `+` and `-`;
    /// nil for anything else and for a term that does not fit into 64 bits.
    public init?(_ word: some StringProtocol) {
        let isSign: (Character) -> Bool = { $0 == "+" || $0 == "-" }
        let terms = word.split(omittingEmptySubsequences: false, whereSeparator: isSign)
        guard terms.count <= Self.termLimit, let first = terms.first,
            var quantity = Self.term(first)
        else { return nil }
        for (sign, word) in zip(word.filter(isSign), terms.dropFirst()) {
            guard let term = Self.term(word) else { return nil }
            quantity = sign == "+" ? .sum(quantity, term) : .difference(quantity, term)
        }
        self = quantity
    }

    private static func term(_ word: some StringProtocol) -> ScenarioQuantity? {
        guard word != "0" else { return .bytes(0) }
        guard word != "start" else { return .start }
        guard word != "end" else { return .end }
        guard let unit = word.last, let count = Self.decimal(word.dropLast()) else { return nil }
        switch unit {
        case "p":
            return .pages(count)
        case "K", "M", "G":
            let shift: UInt64 = unit == "K" ? 10 : unit == "M" ? 20 : 30
            let (bytes, overflow) = count.multipliedReportingOverflow(by: 1 << shift)
            return overflow ? nil : .bytes(bytes)
        default:
            return nil
        }
    }

    /// Whether it counts from the first or the end of the domain's IOVAs.
    var isOfDomain: Bool {
        switch self {
        case .pages, .bytes: false
        case .start, .end: true
        case .sum(let left, let right), .difference(let left, let right):
            left.isOfDomain || right.isOfDomain
        }
    }

    /// The number of bytes with pages of `pageSize` bytes, or nil where 64 bits do not hold it.
    /// What counts from the domain's IOVAs is a distance from where IOVAs count from, and may wrap
    /// around; nil if the domain's are not known.
    func byteCount(pageSize: UInt64, start: UInt64? = nil, end: UInt64?) -> UInt64? {
        switch self {
        case .bytes(let count):
            return count
        case .pages(let count):
            let (bytes, overflow) = count.multipliedReportingOverflow(by: pageSize)
            return overflow ? nil : bytes
        case .start:
            return start
        case .end:
            return end
        case .sum(let left, let right):
            guard let left = left.byteCount(pageSize: pageSize, start: start, end: end),
                let right = right.byteCount(pageSize: pageSize, start: start, end: end)
            else { return nil }
            let (sum, overflow) = left.addingReportingOverflow(right)
            return overflow && !isOfDomain ? nil : sum
        case .difference(let left, let right):
            guard let left = left.byteCount(pageSize: pageSize, start: start, end: end),
                let right = right.byteCount(pageSize: pageSize, start: start, end: end)
            else { return nil }
            let (rest, overflow) = left.subtractingReportingOverflow(right)
            return overflow ? nil : rest
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
        case .start: "start"
        case .end: "end"
        case .sum(let left, let right): "\(left)+\(right)"
        case .difference(let left, let right): "\(left)-\(right)"
        }
    }
}
