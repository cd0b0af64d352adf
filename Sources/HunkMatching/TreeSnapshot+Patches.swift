// SPDX-License-Identifier: GPL-2.0-only

public import UnifiedDiffs

extension TreeSnapshot {
    /// Matches a patch against the files, and makes the patched tree.
    ///
    /// Verdicts, offsets and contents are those of `git apply` without fuzz; `docs/leniencies.md`
    /// lists what differs. Every hunk gets its verdict, also behind one that failed, as with
    /// `git apply --reject`. With `isReverse` the patches are taken out, the last first. Cost: each
    /// file is read once, each hunk that is not in its place goes through its file's lines.
    ///
    /// - Parameter reader: what reads the tree below, to be given for many patches of one tree;
    ///   nil for a new one. Its tree must be ``base``.
    public func applying(
        _ patches: [FilePatch], options: MatchOptions = MatchOptions(), reader: TreeReader? = nil
    ) -> PatchOutcome {
        var application = PatchApplication(
            to: self, patches: patches, options: options, reader: reader ?? TreeReader(base))
        let ordered = options.isReverse ? patches.reversed() : patches
        let outcomes = ordered.map { application.apply($0) }
        let files = options.isReverse ? outcomes.reversed() : outcomes
        let status = PatchOutcome.status(of: files.map(\.status))
        let result: TreeSnapshot? =
            switch status {
            case .applies: application.working
            case .alreadyApplied: self
            case .partlyApplied, .fails: nil
            }
        return PatchOutcome(files: files, result: result, addedLines: application.addedLines)
    }
}
