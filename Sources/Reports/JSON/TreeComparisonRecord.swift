// SPDX-License-Identifier: GPL-2.0-only

internal import Reviews

/// The document of `simulate`: what patches do on a tree. Its fields are those of the same names
/// in ``ReviewRecord``.
struct TreeComparisonRecord: Codable, Hashable {
    /// Always `"review-thread-comparison"`.
    let format: String

    /// The version of the format, 1.
    let version: Int

    let tree: TreeRecord?
    let drivers: [AvailabilityRecord]
    let notSimulated: String?
    let variants: [VariantRecord]
    let traces: [TraceRecord]
    let frames: [FrameRecord]

    init(_ comparison: TreeComparison) {
        let traces = TraceTable(comparison)
        let sources = SourceMaker(messages: [], traces: traces)
        format = "review-thread-comparison"
        version = 1
        tree = comparison.tree.map(TreeRecord.init)
        drivers = comparison.drivers.map(AvailabilityRecord.init)
        notSimulated = comparison.notSimulated
        variants = comparison.variants.map { VariantRecord($0, sources) }
        self.traces = traces.traces
        frames = traces.frames
    }
}
