// SPDX-License-Identifier: GPL-2.0-only

/// What an unmap may return.
enum UnmapResult {
    /// The numbers of bytes that `iommu_unmap()` of the IOVAs may return when these leaves are
    /// mapped, in ascending order.
    ///
    /// It ends at the first IOVA that is not mapped. A leaf at the end that is larger than what was
    /// asked for may be unmapped in full or be split.
    static func allowed(_ iovas: AddressRange?, mapped leaves: [Leaf]) -> ClosedRange<UInt64> {
        guard let iovas else { return 0...0 }
        var next = iovas.first
        for leaf in leaves where leaf.iovas.contains(next) {
            guard leaf.iovas.last < iovas.last else {
                let most = AddressRange(first: iovas.first, last: leaf.iovas.last).byteCount
                return iovas.byteCount...max(iovas.byteCount, most)
            }
            next = leaf.iovas.last + 1
        }
        return next - iovas.first...next - iovas.first
    }
}
