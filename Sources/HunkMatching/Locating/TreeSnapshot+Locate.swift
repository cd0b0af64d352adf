// SPDX-License-Identifier: GPL-2.0-only

public import UnifiedDiffs

extension TreeSnapshot {
    /// Finds the file that a bare hunk is for, by the function that its section heading names.
    ///
    /// Looked at are the files in `near` (those that the parent patch touches), then all others in
    /// their folders, then the C and assembler sources of the whole tree, in three steps; a step is
    /// only made if the hunk matched in none before. A file is taken only if it is the single one,
    /// among those closest to the heading, that all hunks match. The candidates are named in any
    /// case.
    ///
    /// - Throws: What ``paths(under:)`` throws. Files that cannot be read are no candidates.
    public func locate(
        _ patch: FilePatch, near: [TreePath], options: MatchOptions = MatchOptions()
    ) throws(TreeError) -> HunkLocation {
        let heading = SectionHeading(patch.hunks.first?.sectionHeading ?? [])
        var search = HunkLocator(
            snapshot: self, patch: patch, heading: heading, near: near, options: options)
        for step in HunkLocator.Step.allCases {
            try search.look(step)
            if search.isDecided { break }
        }
        return search.location
    }
}

/// The search for one bare hunk's file.
struct HunkLocator {
    enum Step: CaseIterable {
        case folders
        case wholeTree
    }

    let snapshot: TreeSnapshot
    let patch: FilePatch
    let heading: SectionHeading
    let near: [TreePath]
    let options: MatchOptions
    private var seen: Set<TreePath> = []
    private var candidates: [HunkLocation.Candidate] = []
    private var isCutShort = false

    init(
        snapshot: TreeSnapshot, patch: FilePatch, heading: SectionHeading, near: [TreePath],
        options: MatchOptions
    ) {
        self.snapshot = snapshot
        self.patch = patch
        self.heading = heading
        self.near = near
        self.options = options
    }

    /// Whether a candidate matches, or no further one may be looked at.
    var isDecided: Bool { isCutShort || candidates.contains { $0.status != .fails } }

    var location: HunkLocation {
        let matching = candidates.filter { $0.status != .fails }
        let closest = matching.map(\.kind).min()
        let best = matching.filter { $0.kind == closest }.map(\.path)
        let verdict: HunkLocation.Verdict =
            if isCutShort {
                .notSearched
            } else if best.count == 1 {
                .found(best[0])
            } else {
                best.isEmpty ? .notFound : .ambiguous(best)
            }
        return HunkLocation(
            name: heading.name.map { String(decoding: $0, as: UTF8.self) }, verdict: verdict,
            candidates: candidates)
    }

    mutating func look(_ step: Step) throws(TreeError) {
        switch step {
        case .folders:
            look(at: near)
            // Without a name any file with such lines would do: the parent's files alone are asked.
            guard heading.name != nil else { return }
            for folder in Set(near.map(\.folder)).sorted(by: {
                ($0?.bytes ?? []).lexicographicallyPrecedes($1?.bytes ?? [])
            }) {
                guard let folder else { continue }
                look(at: try snapshot.paths(under: folder).filter(isSource))
            }
        case .wholeTree:
            guard heading.name != nil else { return }
            look(at: try snapshot.paths(under: nil).filter(isSource))
        }
    }

    private mutating func look(at paths: [TreePath]) {
        for path in paths where seen.insert(path).inserted {
            guard seen.count <= options.limits.locatedFiles,
                candidates.count < options.limits.candidates
            else {
                isCutShort = true
                return
            }
            guard let contents = try? snapshot.contents(of: path) else { continue }
            if let place = heading.place(in: contents) {
                add(path, line: place.line, kind: place.kind)
            } else if heading.name == nil {
                add(path, line: 1, kind: .touchedByParent)
            }
        }
    }

    private mutating func add(
        _ path: TreePath, line: Int, kind: HunkLocation.Candidate.Kind
    ) {
        let outcome = snapshot.applying([patch.assigned(to: path)], options: options)
        candidates.append(
            HunkLocation.Candidate(path: path, line: line, kind: kind, status: outcome.status))
    }

    private func isSource(_ path: TreePath) -> Bool {
        [".c", ".h", ".S", ".rs"].contains {
            path.bytes.suffix($0.utf8.count).elementsEqual($0.utf8)
        }
    }
}
