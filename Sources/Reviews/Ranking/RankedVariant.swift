// SPDX-License-Identifier: GPL-2.0-only

/// A proposal's place among its rivals.
public struct RankedVariant: Hashable, Sendable {
    /// 1 for the best; variants between which nothing decides share a place.
    public let place: Int

    /// The variant.
    public let variant: VariantName

    /// Its measures.
    public let standing: Standing

    /// What speaks for and against it, in the order in which it counts.
    public let reasons: [Statement]

    /// Why it stands above the next one; nil for the last, and where nothing decides.
    public let aboveNext: String?

    /// How much of it was seen at work; decides nothing.
    public let confidence: Confidence
}

extension RankedVariant {
    /// The variants from best to worst by these measures, each with its reasons.
    static func ranking(
        _ variants: [(variant: VariantReview, standing: Standing, reasons: [Statement])],
        by measures: [Measure] = Measure.allCases
    ) -> [RankedVariant] {
        func deciding(_ left: Standing, _ right: Standing) -> Measure? {
            Measure.deciding(left, right, among: measures)
        }
        let sorted = variants.enumerated().sorted { left, right in
            guard let measure = deciding(left.element.standing, right.element.standing) else {
                return left.offset < right.offset
            }
            return measure.value(of: left.element.standing)
                < measure.value(of: right.element.standing)
        }.map(\.element)
        var place = 0
        return sorted.indices.map { index in
            let (variant, standing, reasons) = sorted[index]
            if index == 0 || deciding(sorted[index - 1].standing, standing) != nil {
                place = index + 1
            }
            var aboveNext: String?
            if index + 1 < sorted.count {
                let next = sorted[index + 1]
                aboveNext = deciding(standing, next.standing).map { measure in
                    "\(variant.name) \(measure.sentence(for: standing)), "
                        + "\(next.variant.name) \(measure.sentence(for: next.standing))"
                }
            }
            return RankedVariant(
                place: place, variant: variant.name, standing: standing, reasons: reasons,
                aboveNext: aboveNext, confidence: Confidence(of: variant))
        }
    }
}
