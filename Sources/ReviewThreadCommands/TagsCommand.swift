// SPDX-License-Identifier: GPL-2.0-only

internal import ArgumentParser
internal import Foundation
internal import HunkMatching
internal import Mail
internal import MailThreads
internal import Proposals
internal import Reports
internal import Reviews
internal import UnifiedDiffs

/// `review-thread tags`: which trailers count for which patch.
struct TagsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tags",
        abstract: "Weigh the tags of a thread, and write a patch as mail with those that count.",
        discussion: """
            Shows for each patch its own trailers, those that replies gave and that count, and \
            those that do not. With --emit the patches of one proposal are written as a mailbox for \
            git am.
            """)

    @Argument(
        help: ArgumentHelp(
            "Mailboxes, messages, folders, archives; - is standard input.", valueName: "input"))
    var inputs: [String]

    @Option(
        help: ArgumentHelp(
            "This proposal only, as P1 (default for --emit: the newest revision of the first).",
            valueName: "label"))
    var proposal: String?

    @Flag(help: "Write the patches as mail for git am, with exactly the trailers that count.")
    var emit = false

    @Flag(help: "Say why each trailer counts or does not, and show what only looks like one.")
    var why = false

    @Option(
        help: ArgumentHelp(
            "A tree: its .mailmap tells which addresses belong to one person, and in a repository "
                + "the commits of Fixes: are looked up.", valueName: "path[@rev]"))
    var tree: String?

    @Option(
        help: ArgumentHelp(
            "A file in the format of .mailmap, in place of the tree's.", valueName: "file"))
    var mailmap: String?

    @OptionGroup(title: "Output") var output: OutputOptions

    func validate() throws {
        if output.json {
            throw ValidationError("tags has no JSON of its own; use review --no-simulate --json")
        }
        if emit, why { throw ValidationError("--emit and --why exclude each other") }
    }

    func run() async throws {
        try output.check()
        try InputReading.checkStandardInput(inputs + [mailmap].compactMap(\.self))
        let mail = try await InputMail(inputs)
        guard let thread = mail.mainThread else { throw mail.failure }
        let tree = try tree.map(TreeOptions.open)
        let contents = ThreadContents(thread)
        let reading = ThreadReading(
            contents, known: try knownAddresses(tree), history: tree.flatMap { FixesLookup($0) },
            supersededBy: mail.successor(of: thread))
        guard !reading.proposals.isEmpty else {
            let notes = reading.notes.map { "; message \($0.messageNumber): \($0.detail)" }
            throw CommandFailure(
                status: .noProposal,
                message: "the mail holds no proposal" + notes.joined())
        }
        if let proposal, !reading.proposals.contains(where: { $0.label == proposal }) {
            throw CommandFailure(
                status: .usage,
                message: "--proposal \(proposal): there is none; there are "
                    + reading.proposals.map(\.label).joined(separator: ", "))
        }
        guard emit else {
            let style = output.style(environment: ProcessInfo.processInfo.environment)
            try output.write(
                TagsPage(reading, labels: proposal.map { [$0] } ?? [], style: style)
                    .text(hasReasons: why))
            return
        }
        try output.write(emitted(reading, contents))
    }

    private func emitted(_ reading: ThreadReading, _ contents: ThreadContents) -> String {
        let label = proposal ?? Proposal.newest(of: reading.proposals)?.label
        var bytes: [UInt8] = []
        for chosen in reading.proposals where chosen.label == label {
            for (index, patch) in chosen.patches.enumerated() {
                let sheet = TagSheet(of: PatchPlace(chosen, index), tags: reading.tags)
                bytes += EmittedMail(
                    patch, message: contents.entry(patch.message)?.message,
                    revision: chosen.revision, trailers: sheet.addedLines
                ).bytes(diff: patch.files.flatMap(\.bytes))
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func knownAddresses(_ tree: (any SourceTree)?) throws(CommandFailure) -> Mailmap {
        if let mailmap { return Mailmap(try InputReading.bytes(of: mailmap)) }
        return tree.map { Mailmap(in: $0) } ?? Mailmap()
    }
}
