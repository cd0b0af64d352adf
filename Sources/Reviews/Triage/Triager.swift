// SPDX-License-Identifier: GPL-2.0-only

internal import Foundation
public import HunkMatching
internal import KernelBuild
public import Mail
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
    /// Whether threads are read that have been silent for longer.
    public var readsSilent = true
    /// What was read before, by the key of the thread.
    public var known: [ContentKey: TriageReading] = [:]

    /// Sorts without a tree, for nobody in particular.
    public init(now: Int64) {
        self.now = now
    }

    /// Which threads of a stock are read.
    public struct Plan: Sendable {
        /// One thread that is read: what it looks like from outside, and what takes its place.
        fileprivate struct Candidate: Sendable {
            let thread: ThreadTree<MessageSketch>
            let supersededBy: String?
            let key: ContentKey
        }

        fileprivate let stock: ThreadStock
        fileprivate let candidates: [Candidate]
        fileprivate let threadCount: Int
        fileprivate let silentCount: Int
        fileprivate let map: Mailmap

        /// What stands for all that the readings are made of, one for each thread that is read.
        public var keys: [ContentKey] { candidates.map(\.key) }
    }

    /// What came of one thread.
    private struct Outcome: Sendable {
        let key: ContentKey
        let reading: TriageReading
        let isNew: Bool
        let entry: TriageEntry?
    }

    /// How many threads one task reads; all use the repository that it has opened.
    private static let threadsOfTask = 32

    /// Tells which threads of a stock are read: those in which a diff may be, and of these not the
    /// silent ones unless ``readsSilent`` says so. Cost: nothing is read.
    ///
    /// - Parameter isWanted: leaves threads out; those that supersede others count all the same.
    public func plan(
        _ stock: ThreadStock, where isWanted: (ThreadTree<MessageSketch>) -> Bool = { _ in true }
    ) -> Plan {
        let map = tree.map { Mailmap(in: $0) } ?? Mailmap()
        let threads = stock.threads
        let later = ThreadTree<MessageSketch>.newestRevisions(among: threads)
        let wanted = threads.indices.filter { isWanted(threads[$0]) }
        let holders = wanted.filter { index in
            threads[index].nodes.contains { $0.message?.mayHoldDiff == true }
        }
        let candidates = holders.filter { readsSilent || !isSilent(threads[$0]) }.map { index in
            let supersededBy = later[index].map { threads[$0].firstSubject }
            return Plan.Candidate(
                thread: threads[index], supersededBy: supersededBy,
                key: Self.key(of: threads[index], supersededBy: supersededBy, map: map))
        }
        return Plan(
            stock: stock, candidates: candidates, threadCount: wanted.count,
            silentCount: holders.count - candidates.count, map: map)
    }

    /// Sorts the threads of a plan.
    ///
    /// The same threads give the same list. `progress` is called from time to time.
    ///
    /// - Throws: ``MailInputError`` where a thread cannot be read any more.
    public func triage(
        _ plan: Plan, progress: @Sendable (ReviewProgress) -> Void = { _ in }
    ) async throws(MailInputError) -> Triage {
        let maintainers = reader.isEmpty ? nil : tree.flatMap { MaintainersFile(in: $0) }
        let candidates = plan.candidates
        let chunks = stride(from: 0, to: candidates.count, by: Self.threadsOfTask).map {
            candidates[$0..<min($0 + Self.threadsOfTask, candidates.count)]
        }
        let outcomes = try await chunks.mapInParallel(
            tasks: ProcessInfo.processInfo.activeProcessorCount * 2,
            progress: { done in
                progress(
                    .reading(
                        done: min(done * Self.threadsOfTask, candidates.count),
                        total: candidates.count))
            }
        ) { chunk throws(MailInputError) in
            var lookup = MessageLookup()
            var found: [Outcome] = []
            for candidate in chunk {
                found.append(try outcome(candidate, plan, &lookup, maintainers))
            }
            return found
        }.flatMap(\.self)
        return Triage(
            entries: outcomes.compactMap(\.entry).sorted(by: Self.isMoreUrgent),
            threadCount: plan.threadCount, silentCount: plan.silentCount,
            readings: Dictionary(
                outcomes.filter(\.isNew).map { ($0.key, $0.reading) },
                uniquingKeysWith: { first, _ in first }))
    }

    private func isSilent(_ thread: ThreadTree<MessageSketch>) -> Bool {
        let last = thread.nodes.compactMap(\.message?.date).max()
        return last.map { days(since: $0) > dormantDays } ?? false
    }

    /// What stands for everything that a reading is made of.
    private static func key(
        of thread: ThreadTree<MessageSketch>, supersededBy: String?, map: Mailmap
    ) -> ContentKey {
        var key = ContentKey(Array((supersededBy ?? "\0").utf8))
        key.add(map.contentKey)
        for node in thread.nodes {
            key.add(Array(node.id.text.utf8))
            key.add(UInt64(truncatingIfNeeded: node.parentIndex ?? -1))
            if let message = node.message { key.add(message.contentKey) }
        }
        return key
    }

    private func outcome(
        _ candidate: Plan.Candidate, _ plan: Plan, _ lookup: inout MessageLookup,
        _ maintainers: MaintainersFile?
    ) throws(MailInputError) -> Outcome {
        let key = candidate.key
        var proposal: Proposal?
        let reading: TriageReading
        if let known = known[key] {
            reading = known
        } else {
            let thread = try plan.stock.whole(candidate.thread, &lookup)
            (reading, proposal) = TriageReading.reading(
                thread, known: plan.map, supersededBy: candidate.supersededBy)
        }
        var entry: TriageEntry?
        if let change = reading.change {
            var need = need(of: reading.state)
            var fit: TriageEntry.Fit?
            if tree != nil, need != .dormant, need != .done {
                if proposal == nil {
                    let contents = ThreadContents(try plan.stock.whole(candidate.thread, &lookup))
                    proposal = ProposalFinder().proposals(in: contents)
                        .first { $0.label == change.label }
                }
                fit = proposal.flatMap(self.fit)
            }
            // Somebody applied it and did not say so here.
            if fit?.status == .alreadyApplied { need = .done }
            let since = reading.state.next?.since ?? reading.state.temperature.last
            entry = TriageEntry(
                id: candidate.thread.root.id, subject: candidate.thread.firstSubject, need: need,
                reading: reading, proposal: change, age: since.map { max(days(since: $0), 0) },
                fit: fit, isMine: isMine(reading, maintainers))
        }
        return Outcome(key: key, reading: reading, isNew: known[key] == nil, entry: entry)
    }

    private func days(since date: MailDate) -> Int {
        Int(clamping: (now - date.secondsSince1970) / 86_400)
    }

    private func need(of state: ThreadState) -> TriageEntry.Need {
        switch state.phase {
        case .applied, .rejected, .abandoned, .superseded, .discussion: return .done
        case .new, .underReview, .changesRequested, .counterProposalChosen, .waiting, .ready: break
        }
        let quiet = state.temperature.last.map { days(since: $0) } ?? 0
        if quiet > dormantDays { return .dormant }
        if let person = state.next?.person {
            return isReader(person) ? .answer : .author
        }
        return state.phase == .ready ? .apply : .review
    }

    private func isReader(_ person: Mailbox) -> Bool { isReader(person.address.lowercased()) }

    private func isReader(_ address: String) -> Bool {
        reader.contains { $0.lowercased() == address }
    }

    private func isMine(_ reading: TriageReading, _ maintainers: MaintainersFile?) -> Bool? {
        guard !reader.isEmpty else { return nil }
        if reading.writers.contains(where: isReader) { return true }
        let people = maintainers?.responsibility(for: reading.paths, text: "").people ?? []
        if people.contains(where: { isReader($0.mailbox) }) { return true }
        return reading.receivers.contains(where: isReader)
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

extension ThreadTree<MessageSketch> {
    /// The subject of the first message that is there.
    var firstSubject: String {
        nodes.lazy.compactMap(\.message).first?.subject ?? ""
    }
}
