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
    private let proposals: [Proposal]
    private let messages: [MessageID: Message]

    /// Reads mail, or else a file with a diff alone.
    ///
    /// - Throws: ``CommandFailure`` for an input that cannot be read, holds no patch, or has no
    ///   proposal of a label.
    init(_ inputs: [String], labels: [String]) throws(CommandFailure) {
        if inputs.count == 1, let name = inputs.first {
            let bytes = try InputReading.bytes(of: name)
            let read = MailInput(name: InputReading.displayName(name), bytes: bytes)
            if read.messages.isEmpty, let file = Self.diff(name, bytes) {
                subjects = [file]
                (proposals, messages) = ([], [:])
                return
            }
        }
        let mail = try InputMail(inputs)
        guard let thread = mail.mainThread else { throw mail.failure }
        let contents = ThreadContents(thread)
        let all = ProposalFinder().proposals(in: contents)
        guard !all.isEmpty else {
            throw CommandFailure(status: .noProposal, message: "the mail holds no proposal")
        }
        for label in labels where !all.contains(where: { $0.label == label }) {
            throw CommandFailure(
                status: .usage,
                message: "--proposal \(label): there is none; there are "
                    + all.map(\.label).joined(separator: ", "))
        }
        proposals = all.filter { labels.isEmpty || labels.contains($0.label) }
        messages = Dictionary(
            contents.entries.map { ($0.message.id, $0.message) }, uniquingKeysWith: { $1 })
        let near = all.flatMap { $0.patches.flatMap(\.files) }.compactMap(\.path)
        subjects = proposals.map { proposal in
            ApplyReview.Subject(
                label: proposal.label,
                patches: proposal.patches.map {
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
        guard let proposal = proposals.first else { return diffs.flatMap { $0 } }
        return zip(proposal.patches, diffs).flatMap { patch, diff in
            diff.isEmpty
                ? []
                : EmittedMail(
                    patch, message: messages[patch.message], revision: proposal.revision
                ).bytes(diff: diff)
        }
    }
}
