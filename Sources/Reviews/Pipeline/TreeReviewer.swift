// SPDX-License-Identifier: GPL-2.0-only

/// Tries patches on a kernel tree without any mail, or looks at the tree alone.
public struct TreeReviewer: Sendable {
    private let request: TreeRequest
    private let progress: @Sendable (ReviewProgress) -> Void

    /// Sets up; `progress` is called from time to time, possibly from several threads.
    public init(
        _ request: TreeRequest, progress: @escaping @Sendable (ReviewProgress) -> Void = { _ in }
    ) {
        self.request = request
        self.progress = progress
    }

    /// Puts the patches on top of each other, builds and runs the result beside the reference and
    /// the base. Without patches these two alone are run.
    ///
    /// - Throws: ``ReviewError``; what is wrong with the patches is part of the comparison instead.
    public func compare(_ patches: [LayerFile.Patch]) async throws(ReviewError) -> TreeComparison {
        let comparer = TreeComparer(request: request, runsTreeAlone: true, progress: progress)
        return try await comparer.compare(
            patches.isEmpty
                ? [] : [VariantPlan(candidates: [Candidate(label: "patched", patches)])])
    }
}
