// SPDX-License-Identifier: GPL-2.0-only

internal import Foundation
public import HunkMatching
internal import KernelBuild
internal import Mail
public import MailThreads
internal import Maintainers
internal import Proposals
internal import UnifiedDiffs

/// Sorts many threads by what they need.
public struct Triager: Sendable {
    /// The kernel that proposals are applied to; nil for none.
    public var tree: (any SourceTree)?
    /// The addresses of whoever reads the list.
    public var reader: [String] = []
    /// Now, in seconds since 1970.
    public var now: Int64
    /// Days without a message after which a thread is dormant.
    public var dormantDays = 60

    /// Sorts without a tree, for nobody in particular.
    public init(now: Int64) {
        self.now = now
    }

    /// The threads that propose something, the most urgent first.
    ///
    /// The same threads give the same list. `progress` is called from time to time.
    public func entries(
        for threads: [MailThread],
        progress: @Sendable (ReviewProgress) -> Void = { _ in }
    ) async -> [TriageEntry] {
        let known = tree.map { Mailmap(in: $0) } ?? Mailmap()
        let maintainers = tree.flatMap { MaintainersFile(in: $0) }
        let later = MailThread.newestRevisions(among: threads)
        let entries = await Array(threads.enumerated()).mapInParallel(
            tasks: ProcessInfo.processInfo.activeProcessorCount * 2,
            progress: { progress(.reading(done: $0, total: threads.count)) }
        ) { index, thread in
            entry(
                thread,
                supersededBy: later[index].map { threads[$0].messages.first?.subject ?? "" },
                known: known, maintainers: maintainers)
        }
        return entries.compactMap(\.self).sorted(by: Self.isMoreUrgent)
    }

    private func entry(
        _ thread: MailThread, supersededBy: String?, known: Mailmap,
        maintainers: MaintainersFile?
    ) -> TriageEntry? {
        let reading = ThreadReading(
            ThreadContents(thread), known: known, supersededBy: supersededBy)
        let state = reading.state
        guard
            let proposal = reading.proposals.first(where: { $0.label == state.proposal })
                ?? reading.proposals.last
        else { return nil }
        let files = proposal.patches.flatMap(\.files)
        let paths = Set(files.flatMap(\.paths).map(\.string)).sorted()
        let tags = reading.tags.filter { tag in
            tag.places.contains { $0.proposal == proposal.label }
        }
        let age = (state.next?.since ?? state.temperature.last).map { max(days(since: $0), 0) }
        let quiet = state.temperature.last.map { days(since: $0) } ?? 0
        var need = need(of: state, quietDays: quiet)
        let fit = need == .dormant || need == .done ? nil : fit(of: proposal)
        // Somebody applied it and did not say so here.
        if fit?.status == .alreadyApplied { need = .done }
        return TriageEntry(
            id: thread.root.id,
            subject: thread.messages.first?.subject ?? "", proposal: proposal,
            proposalCount: reading.proposals.count,
            need: need, state: state, age: age,
            tags: TriageEntry.Tags(
                counting: tags.count { $0.verdict.isTaken },
                stale: tags.count { $0.verdict == .stale },
                against: tags.count { $0.verdict == .negative }),
            openRemarks: reading.ledger.open.count,
            fit: fit, paths: paths,
            isMine: isMine(thread, paths: paths, maintainers))
    }

    private func days(since date: MailDate) -> Int {
        Int(clamping: (now - date.secondsSince1970) / 86_400)
    }

    private func need(of state: ThreadState, quietDays: Int) -> TriageEntry.Need {
        switch state.phase {
        case .applied, .rejected, .abandoned, .superseded, .discussion: return .done
        case .new, .underReview, .changesRequested, .counterProposalChosen, .waiting, .ready: break
        }
        if quietDays > dormantDays { return .dormant }
        if let person = state.next?.person {
            return isReader(person) ? .answer : .author
        }
        return state.phase == .ready ? .apply : .review
    }

    private func isReader(_ person: Mailbox) -> Bool {
        reader.contains { $0.lowercased() == person.address.lowercased() }
    }

    private func isMine(
        _ thread: MailThread, paths: [String], _ maintainers: MaintainersFile?
    ) -> Bool? {
        guard !reader.isEmpty else { return nil }
        if thread.messages.contains(where: { isReader($0.author) }) { return true }
        let people = maintainers?.responsibility(for: paths, text: "").people ?? []
        if people.contains(where: { isReader($0.mailbox) }) { return true }
        return thread.messages.contains { ($0.to + $0.cc).contains(where: isReader) }
    }

    private func fit(of proposal: Proposal) -> TriageEntry.Fit? {
        guard let tree else { return nil }
        let near = proposal.patches.flatMap(\.files).compactMap(\.path)
        var stack = PatchStack(on: TreeSnapshot(tree))
        let patches = proposal.patches.map { stack.add($0.files, near: near) }
        return TriageEntry.Fit(
            status: PatchOutcome.status(of: patches.map(\.status)),
            isMoved: patches.flatMap(\.files).flatMap(\.hunks).contains { hunk in
                if case .offset = hunk.verdict { true } else { false }
            }, conflict: patches.lazy.compactMap(Self.conflict).first)
    }

    /// Where the first hunk that does not apply stands.
    private static func conflict(in patch: AppliedPatch) -> String? {
        for (file, outcome) in zip(patch.patches, patch.files) where outcome.status == .fails {
            let path = (file.oldPath ?? file.newPath)?.string ?? "a file without a name"
            let hunk = zip(file.hunks, outcome.hunks).first { !$1.verdict.isInTree }
            return hunk.map { "\(path):\($0.0.oldStart)" } ?? path
        }
        return nil
    }

    /// By need, then who waits longest; the order of the input decides at last.
    private static func isMoreUrgent(_ left: TriageEntry, _ right: TriageEntry) -> Bool {
        func order(_ entry: TriageEntry) -> (Int, Int, Int, Int) {
            (
                TriageEntry.Need.allCases.firstIndex(of: entry.need) ?? 0,
                entry.isMine == false ? 1 : 0,
                entry.fit.map { $0.status == .fails ? 1 : 0 } ?? 0, -(entry.age ?? 0)
            )
        }
        return order(left) < order(right)
    }
}
