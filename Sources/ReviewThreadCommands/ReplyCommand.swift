// SPDX-License-Identifier: GPL-2.0-only

internal import ArgumentParser
internal import Foundation
internal import Mail
internal import MailThreads
internal import Proposals
internal import Reports
internal import Reviews

/// `review-thread reply`: the draft of an answer.
struct ReplyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reply",
        abstract: "Draft the reply that tells a proposal's author what was found.",
        discussion: """
            Prints one message: the header of a reply to everybody, the hunks that the findings are \
            about, and the findings with their evidence. It is never sent; edit it, for example \
            with mutt -H, and send it yourself. The sender is user.name and user.email of git's \
            configuration.
            """)

    @Argument(help: ArgumentHelp("Mailboxes or messages; - is standard input.", valueName: "input"))
    var inputs: [String]

    @Option(
        help: ArgumentHelp(
            "The proposal to answer, as P1; needed where there are several.", valueName: "label"))
    var proposal: String?

    @OptionGroup(title: "Tree") var tree: TreeOptions
    @OptionGroup(title: "Simulation") var simulation: SimulationOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func validate() throws {
        if output.json { throw ValidationError("reply has no JSON; use review --json") }
    }

    func run() async throws {
        let environment = ProcessInfo.processInfo.environment
        try output.check()
        try InputReading.checkStandardInput(inputs + tree.files)
        let mail = try await InputMail(inputs)
        guard let thread = mail.mainThread else { throw mail.failure }
        let chosen = try choose(among: ProposalFinder().proposals(in: ThreadContents(thread)))
        let request = ReviewRequest(
            thread: thread, inputProblems: mail.problems,
            supersededBy: mail.successor(of: thread),
            tree: try await TreeRequest(tree, simulation, environment: environment))
        let review = try await ProgressLine.during(isShown: !output.quiet) {
            show throws(ReviewError) in
            try await ThreadReviewer(request, progress: show).review()
        }
        let draft = ReplyDraft(
            review, proposal: chosen, message: thread[chosen.first.message]?.message,
            sender: GitSettings.read(environment: environment).sender)
        try output.write(draft.text)
    }

    private func choose(among proposals: [Proposal]) throws(CommandFailure) -> Proposal {
        guard !proposals.isEmpty else {
            throw CommandFailure(status: .noProposal, message: "the mail holds no proposal")
        }
        let labels = proposals.map(\.label).joined(separator: ", ")
        guard let proposal else {
            guard proposals.count == 1, let only = proposals.first else {
                throw CommandFailure(
                    status: .usage,
                    message: "say which proposal to answer, with --proposal: \(labels)")
            }
            return only
        }
        guard let found = proposals.first(where: { $0.label == proposal }) else {
            throw CommandFailure(
                status: .usage,
                message: "--proposal \(proposal): there is none; there are \(labels)")
        }
        return found
    }
}
