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
    /// Those to try.
    let subjects: [ApplyReview.Subject]
    /// All of the input.
    let all: [ApplyReview.Subject]
    private let series: [Series]
    private let messages: [MessageID: Message]

    /// Reads mail, or else a file with a diff alone.
    ///
    /// - Throws: ``CommandFailure`` for an input that cannot be read, holds no patch, or has no
    ///   proposal of a label.
    init(_ inputs: [String], labels: [String]) async throws(CommandFailure) {
        let mail: InputMail
        if inputs.count == 1, let name = inputs.first {
            let (read, bytes) = try await Self.read(name)
            if read.messages.isEmpty, let bytes, let file = Self.diff(name, bytes) {
                subjects = [file]
                all = subjects
                (series, messages) = ([], [:])
                return
            }
            if case .notMail(.noHeader) = read.content {
                throw CommandFailure(
                    status: .badInput,
                    message: "\(read.name) holds neither mail nor a diff")
            }
            mail = try InputMail([read], names: inputs)
        } else {
            mail = try await InputMail(inputs)
        }
        guard !mail.threads.isEmpty else { throw mail.failure }
        let contents = mail.threads.map(ThreadContents.init)
        let found = Series.all(in: contents.map { ProposalFinder().proposals(in: $0) })
        guard !found.isEmpty else {
            throw CommandFailure(status: .noProposal, message: "the mail holds no proposal")
        }
        for label in labels where !found.contains(where: { $0.label == label }) {
            throw CommandFailure(
                status: .usage,
                message: "--proposal \(label): there is none; there are "
                    + found.map(\.label).joined(separator: ", "))
        }
        series = found.filter { labels.isEmpty || labels.contains($0.label) }
        let messages = Dictionary(
            contents.flatMap(\.entries).map { ($0.message.id, $0.message) },
            uniquingKeysWith: { $1 })
        self.messages = messages
        let near = found.flatMap { $0.patches.flatMap(\.files) }.compactMap(\.path)
        let letters = contents.flatMap(\.entries).map(\.message).filter {
            let subject = PatchSubject($0.subject)
            return subject.isCoverLetter && !subject.isReply
        }
        all = found.map { $0.subject(near: near, letters: letters, messages: messages) }
        subjects = all.filter { labels.isEmpty || labels.contains($0.label) }
    }

    /// The mail of an input, and the bytes of one that may be a diff alone. Standard input is read
    /// once.
    private static func read(
        _ name: String
    ) async throws(CommandFailure) -> (mail: MailInput, bytes: [UInt8]?) {
        guard name != "-" else {
            let bytes = try InputReading.bytes(of: name)
            return (MailInput(name: InputReading.displayName(name), bytes: bytes), bytes)
        }
        let mail = try await InputMail.read(name)
        guard case .notMail(.noHeader) = mail.content else { return (mail, nil) }
        return (mail, try InputReading.bytes(of: name))
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

    /// What is to be applied, with what its cover letter or a patch says of its base.
    func subject(
        near: [TreePath], letters: [Message], messages: [MessageID: Message]
    ) -> ApplyReview.Subject {
        let own = letters.filter { letter in
            let subject = PatchSubject(letter.subject)
            return subject.position?.count == count && subject.revision == revision
                && patches.contains { $0.sender.hasSameAddress(as: letter.author) }
        }
        let stated = (own + patches.compactMap { messages[$0.message] })
            .map { StatedBase(in: $0.text.text) }
        let base = stated.lazy.compactMap(\.commit).first?.digits
        var seen: Set<AbbreviatedID> = []
        return ApplyReview.Subject(
            label: label,
            patches: patches.map {
                .init(title: $0.title, files: $0.files, baseCommit: $0.baseCommit ?? base)
            }, near: near,
            prerequisites: stated.flatMap(\.prerequisites).filter { seen.insert($0).inserted })
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
