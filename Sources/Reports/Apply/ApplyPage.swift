// SPDX-License-Identifier: GPL-2.0-only

internal import GitObjects
internal import HunkMatching
public import Reviews
internal import UnifiedDiffs

/// Proposals on trees, set for a terminal: a row for each hunk, a column for each tree.
public struct ApplyPage {
    private let reviews: [ApplyReview]
    private let style: TerminalStyle

    /// Sets trials in a style.
    public init(_ reviews: [ApplyReview], style: TerminalStyle = TerminalStyle()) {
        self.reviews = reviews
        self.style = style
    }

    /// The page.
    ///
    /// - Parameter isVerbose: show merged files with their conflict markers.
    public func text(isVerbose: Bool = false) -> String {
        var page = TerminalPage(style: style)
        for review in reviews {
            page.heading(DisplayText.safe(review.label))
            page.blocks(rows(of: review), indent: 2)
            for trial in review.trials { notes(on: trial, isVerbose: isVerbose, to: &page) }
            conclusion(of: review, to: &page)
            bases(review.bases, to: &page)
            if let prerequisites = review.prerequisites {
                self.prerequisites(prerequisites, to: &page)
            }
            if let merged = review.merged { comparison(merged, to: &page) }
        }
        return page.text
    }

    private func rows(of review: ApplyReview) -> [[TerminalPage.Cell]] {
        var rows = [
            [TerminalPage.Cell("")]
                + review.trials.map { TerminalPage.Cell(DisplayText.safe($0.tree), .heading) }
        ]
        for (index, title) in review.titles.enumerated() {
            if review.titles.count > 1 {
                rows.append([TerminalPage.Cell("\(index + 1). \(DisplayText.safe(title))")])
            }
            let patches = review.trials.map { $0.patches[index] }
            for file in (patches.first?.outcome.files ?? []).indices {
                rows += self.rows(
                    patches.map { $0.outcome.files[file] },
                    areMerged: patches.map { $0.mergedFiles.contains(file) })
            }
        }
        rows.append(
            [TerminalPage.Cell("together")]
                + review.trials.map { trial in
                    TerminalPage.Cell(
                        Self.words(trial.status),
                        trial.status.isInTree ? .good : .bad)
                })
        return rows
    }

    /// The rows of one file, whose outcome in each tree is given.
    private func rows(
        _ files: [FileOutcome], areMerged: [Bool]
    ) -> [[TerminalPage.Cell]] {
        let path = files.lazy.compactMap(\.path).first.map { DisplayText.safe($0.bytes) }
        let name = path ?? "no file name"
        let count = files.map(\.hunks.count).max() ?? 0
        guard count > 0 else {
            return [
                [TerminalPage.Cell(name)]
                    + zip(files, areMerged).map { cell($0, nil, isMerged: $1) }
            ]
        }
        return (0..<count).map { index in
            [TerminalPage.Cell("\(name) #\(index + 1)")]
                + zip(files, areMerged).map { file, isMerged in
                    cell(
                        file, index < file.hunks.count ? file.hunks[index] : nil,
                        isMerged: isMerged)
                }
        }
    }

    private func cell(
        _ file: FileOutcome, _ hunk: HunkOutcome?, isMerged: Bool
    ) -> TerminalPage.Cell {
        if isMerged, hunk?.verdict.isInTree != true { return TerminalPage.Cell("merged", .good) }
        if file.problem != nil, file.status != .alreadyApplied {
            return TerminalPage.Cell("no", .bad)
        }
        guard let hunk else {
            return TerminalPage.Cell(Self.words(TreeTrial.Status(file.status)), .good)
        }
        var text = Wording.hunk(hunk.verdict)
        if !hunk.repairs.isEmpty { text += ", repaired" }
        if case .equal = file.preimage { text += " =" }
        return TerminalPage.Cell(text, hunk.verdict.isInTree ? .good : .bad)
    }

    private static func words(_ status: TreeTrial.Status) -> String {
        switch status {
        case .applies: "applies"
        case .merged: "applies, merged"
        case .alreadyApplied: "already applied"
        case .partlyApplied: "applied in part"
        case .fails: "does not apply"
        }
    }

    private func notes(
        on trial: TreeTrial, isVerbose: Bool, to page: inout TerminalPage
    ) {
        var notes: [String] = []
        for (number, patch) in trial.patches.enumerated() {
            notes += patch.outcome.notes
            for (index, file) in patch.outcome.files.enumerated() {
                notes += self.notes(on: file, index, patch)
            }
            for need in patch.needs {
                let path = patch.outcome.files[need.fileIndex].path?.string ?? ""
                notes.append(
                    "\(path) #\(need.hunkNumber) of patch \(number + 1) needs patch "
                        + "\(need.patchIndex + 1)")
            }
        }
        guard !notes.isEmpty else { return }
        page.gap()
        page.line("  on \(DisplayText.safe(trial.tree)):")
        for note in notes {
            page.paragraph(
                DisplayText.safe(note), first: note.hasPrefix("  ") ? "      " : "    ")
        }
        guard isVerbose else { return }
        for merge in trial.patches.flatMap(\.merges.values) where !merge.isClean {
            for line in merge.bytes.split(separator: 0x0a, omittingEmptySubsequences: false) {
                page.line("      " + DisplayText.safe(Array(line)))
            }
        }
    }

    private func notes(
        on file: FileOutcome, _ index: Int, _ patch: TreeTrial.Patch
    ) -> [String] {
        var notes: [String] = []
        let path = file.path?.string ?? "a hunk without a file"
        let causes = patch.causes[index] ?? [:]
        if let problem = file.problem, file.status != .alreadyApplied {
            notes.append(
                (["\(path): \(problem)"] + (causes[0] ?? []).map(Wording.cause))
                    .joined(separator: "; "))
        }
        for hunk in file.hunks {
            let name = "\(path) #\(hunk.number)"
            if case .conflict(let conflict) = hunk.verdict {
                notes.append(
                    (["\(name): \(Wording.conflict(conflict))"]
                        + (causes[hunk.number] ?? []).map(Wording.cause)).joined(separator: "; "))
                if let difference = conflict.difference {
                    let expected = String(decoding: difference.expected, as: UTF8.self)
                    let found = difference.found.map { String(decoding: $0, as: UTF8.self) }
                    notes.append("  patch: \(expected)")
                    notes.append("  tree:  \(found ?? "(the file ends)")")
                }
            }
            if !hunk.otherPlaces.isEmpty {
                notes.append(
                    "\(name) fits \(Wording.count(hunk.otherPlaces.count, "other place")) as well, "
                        + "at line "
                        + hunk.otherPlaces.prefix(8).map(String.init).joined(separator: ", "))
            }
            notes += hunk.repairs.map { "\(name): \(Wording.repair($0))" }
        }
        if let merge = patch.merges[index] {
            notes.append(
                "\(path): a three-way merge with the version the patch was made on is "
                    + (!merge.isClean
                        ? "in conflict"
                        : patch.mergedFiles.contains(index)
                            ? "clean, and counts" : "clean; --3way takes it"))
        }
        if index < patch.postimages.count, let isEqual = patch.postimages[index] {
            if isEqual { notes.append("\(path): the result is the very file the author had") }
        }
        return notes
    }

    private func conclusion(of review: ApplyReview, to page: inout TerminalPage) {
        guard review.trials.count > 1, let best = review.best else { return }
        page.gap()
        page.line("  best tree: \(DisplayText.safe(review.trials[best].tree))")
        for (index, trial) in review.trials.enumerated() where index != best {
            let reason =
                trial.effort.reason(against: review.trials[best].effort) ?? "fits as well"
            page.paragraph("\(DisplayText.safe(trial.tree)): \(reason)", first: "    ")
        }
    }

    private func bases(_ bases: [FoundBase], to page: inout TerminalPage) {
        guard !bases.isEmpty else { return }
        page.gap()
        for base in bases {
            let words =
                base.evidence == .stated
                ? "the mail names as base" : base.isWhole ? "made on" : "nearest in history"
            page.paragraph(
                DisplayText.safe(
                    "\(words): \(Wording.commit(base.commit)), which has \(base.matchingFiles) of "
                        + "the \(base.statedFiles) files"), first: "  ")
        }
    }

    private func prerequisites(_ prerequisites: Prerequisites, to page: inout TerminalPage) {
        page.gap()
        for patch in prerequisites.patches {
            var words = "stands on patch id \(patch.id.digits.prefix(12)): "
            if let commit = patch.commit {
                words += "that is \(Wording.commit(commit))"
            } else {
                words += "not among the \(prerequisites.looked) commits looked at"
                if prerequisites.unread > 0 {
                    words += ", of which \(prerequisites.unread) cannot be read from this clone"
                }
            }
            if let posted = patch.posted {
                words +=
                    "; the input has it as \(posted.label), patch \(posted.index + 1), "
                    + "\"\(posted.title)\""
                if patch.commit == nil { words += ": put that below with --under" }
            }
            page.paragraph(DisplayText.safe(words), first: "  ")
        }
    }

    private func comparison(_ merged: MergedComparison, to page: inout TerminalPage) {
        page.gap()
        page.paragraph(
            "  against \(DisplayText.safe(Wording.commit(merged.commit))):", first: "")
        for file in merged.files {
            let path = file.sourcePath?.string ?? file.path?.string ?? ""
            if let problem = file.problem {
                page.paragraph(DisplayText.safe("\(path): \(problem)"), first: "    ")
            }
            for hunk in file.hunks {
                let name = "\(path) #\(hunk.number)"
                guard case .conflict(let conflict) = hunk.verdict else {
                    page.line("    \(DisplayText.safe(name)): merged as posted")
                    continue
                }
                page.line("    \(DisplayText.safe(name)): changed on the way in")
                if let difference = conflict.difference {
                    page.line("      posted: \(DisplayText.safe(difference.expected))")
                    page.line(
                        "      merged: "
                            + (difference.found.map { DisplayText.safe($0) } ?? "(the file ends)"))
                }
            }
        }
        for path in merged.otherPaths {
            page.line("    \(DisplayText.safe(path.bytes)): changed by the commit alone")
        }
    }
}
