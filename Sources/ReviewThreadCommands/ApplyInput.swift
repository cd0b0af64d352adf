// SPDX-License-Identifier: GPL-2.0-only

internal import Foundation
internal import Mail
internal import MailThreads
internal import Proposals
internal import Reports
internal import Reviews
internal import UnifiedDiffs

/// The proposals of the inputs, and the mail that they came in.
struct ApplyInput {
    let subjects: [ApplyReview.Subject]
    private let series: [Series]
    private let messages: [MessageID: Message]

    /// Reads mail, or else a file with a diff alone.
    ///
    /// - Throws: ``CommandFailure`` for an input that cannot be read, holds no patch, or has no
    ///   proposal of a label.
    init(_ inputs: [String], labels: [String]) async throws(CommandFailure) {
        if inputs.count == 1, let name = inputs.first {
            let bytes = try InputReading.bytes(of: name)
            let read = MailInput(name: InputReading.displayName(name), bytes: bytes)
            if read.messages.isEmpty, let file = Self.diff(name, bytes) {
                subjects = [file]
                (series, messages) = ([], [:])
                return
            }
        }
        let mail = try await InputMail(inputs)
        guard !mail.threads.isEmpty else { throw mail.failure }
        let contents = mail.threads.map(ThreadContents.init)
        let all = Series.all(in: contents.map { ProposalFinder().proposals(in: $0) })
        guard !all.isEmpty else {
            throw CommandFailure(status: .noProposal, message: "the mail holds no proposal")
        }
        for label in labels where !all.contains(where: { $0.label == label }) {
            throw CommandFailure(
                status: .usage,
                message: "--proposal \(label): there is none; there are "
                    + all.map(\.label).joined(separator: ", "))
        }
        series = all.filter { labels.isEmpty || labels.contains($0.label) }
        messages = Dictionary(
            contents.flatMap(\.entries).map { ($0.message.id, $0.message) },
            uniquingKeysWith: { $1 })
        let near = all.flatMap { $0.patches.flatMap(\.files) }.compactMap(\.path)
        subjects = series.map { series in
            ApplyReview.Subject(
                label: series.label,
                patches: series.patches.map {
                    .init(title: $0.title, files: $0.files, baseCommit: $0.baseCommit)
                }, near: near)
        }
    }

    private static func diff(_ name: String, _ bytes: [UInt8]) -> ApplyReview.Subject? {
        guard
            let file = try? LayerFile(
                name: InputReading.displayName(name), bytes: bytes, part: nil)
        else { return nil }
        return ApplyReview.Subject(
            label: InputReading.displayName(name),
            patches: file.patches.map { .init(title: $0.title, files: $0.files) }, near: [])
    }

    /// The only proposal as mail, with its diffs written anew; of a bare diff the diffs alone.
    func mail(_ diffs: [[UInt8]]) -> [UInt8] {
        guard let series = series.first else { return diffs.flatMap { $0 } }
        return zip(series.patches, diffs).flatMap { patch, diff in
            diff.isEmpty
                ? []
                : EmittedMail(
                    patch, message: messages[patch.message], revision: series.revision
                ).bytes(diff: diff)
        }
    }
}

/// The patches of one proposal; those of a series whose mails do not answer each other, too.
private struct Series {
    var label: String
    var patches: [ProposedPatch]
    let revision: Int
    let count: Int

    /// The proposals of threads, numbered through. Mails of one series that stand in threads of
    /// their own, as `git format-patch --stdout` writes them, are put together.
    static func all(in threads: [[Proposal]]) -> [Series] {
        var found: [Series] = []
        for proposal in threads.flatMap({ $0 }) {
            let next = Series(
                label: "P\(found.count + 1)", patches: proposal.patches,
                revision: proposal.revision, count: proposal.announcedCount)
            if let index = found.firstIndex(where: { $0.isContinued(by: next) }) {
                found[index].patches += next.patches
                found[index].patches.sort {
                    ($0.position?.number ?? 0) < ($1.position?.number ?? 0)
                }
            } else {
                found.append(next)
            }
        }
        return found
    }

    private func isContinued(by other: Series) -> Bool {
        guard count > patches.count, count == other.count, revision == other.revision else {
            return false
        }
        let places = Set(patches.compactMap(\.position?.number))
        return other.patches.allSatisfy { patch in
            guard let place = patch.position?.number, !places.contains(place) else { return false }
            return patches.allSatisfy { $0.author.hasSameAddress(as: patch.author) }
        }
    }
}
