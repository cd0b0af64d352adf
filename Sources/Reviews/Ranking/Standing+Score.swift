// SPDX-License-Identifier: GPL-2.0-only

extension Standing {
    /// A number from 0 to 100 that follows from the order: a variant with a higher one always
    /// stands above one with a lower one.
    ///
    /// The first measure that is not zero gives the band, its value the place in the band. Costs
    /// and size move nothing: what has only these to differ in has the same score.
    public var score: Int {
        let pages = overInvalidatedBytes / 4096 + (overInvalidatedBytes % 4096 == 0 ? 0 : 1)
        let bands: [(value: UInt64, band: ClosedRange<Int>)] = [
            (UInt64(conflicts), 0...9), (failsToBuild ? 1 : 0, 10...10),
            (UInt64(crashes), 11...24), (UInt64(regressions), 25...44), (UInt64(unfixed), 45...64),
            (pages, 65...84), (UInt64(extraFullInvalidations), 85...94),
            (needsFixIt ? 1 : 0, 95...95),
        ]
        guard let (value, band) = bands.first(where: { $0.value > 0 }) else { return 100 }
        let width = UInt64(band.upperBound - band.lowerBound)
        return band.lowerBound + Int(width / value)
    }
}
