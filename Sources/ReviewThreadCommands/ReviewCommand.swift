// SPDX-License-Identifier: GPL-2.0-only

internal import ArgumentParser
internal import Benches
internal import Foundation
internal import GatherSimulation
internal import HunkMatching
internal import KernelBuild
internal import Mail
internal import MailThreads
internal import Proposals
internal import Reports
internal import Reviews

/// `review-thread review`: the whole answer for one thread.
struct ReviewCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "review",
        abstract: "Review a thread: its proposals, their hunks, and what they do when run.")

    @Argument(help: ArgumentHelp("Mailboxes or messages; - is standard input.", valueName: "input"))
    var inputs: [String]

    @OptionGroup(title: "Tree") var tree: TreeOptions
    @OptionGroup(title: "Simulation") var simulation: SimulationOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    @Option(
        help: ArgumentHelp(
            "Write the report as one page of HTML that needs nothing else, beside the one that is "
                + "printed; - is standard output, and then nothing else is printed.",
            valueName: "file"))
    var html: String?

    @Flag(
        help: "Review every thread of the input; with --json one document a line (NDJSON).")
    var each = false

    func validate() throws {
        if each, html != nil { throw ValidationError("--each goes without --html") }
        if html == "-", output.json || output.output == "-" {
            throw ValidationError("--html - goes without --json and --output -: one of them")
        }
    }

    func run() async throws {
        let environment = ProcessInfo.processInfo.environment
        try output.check()
        let page = html.map(ReportFile.init)
        try page?.check()
        try InputReading.checkStandardInput(inputs + tree.files)
        let mail = try await InputMail(inputs)
        guard let thread = mail.mainThread else { throw mail.failure }
        let tree = try await TreeRequest(self.tree, simulation, environment: environment)
        if each { try await reviewEach(mail, on: tree, environment: environment) }
        let review = try await self.review(
            ReviewRequest(
                thread: thread, inputProblems: mail.problems,
                supersededBy: mail.successor(of: thread), tree: tree))
        try page?.write(HTMLReport(review, version: ProgramVersion.text).text)
        // A page on standard output is the report; another one has its own file.
        if html != "-" || output.output != nil {
            try output.write(
                output.json
                    ? JSONReport.text(of: review) : text(of: review, environment: environment))
        }
        throw ExitCode(review.conclusion.exitStatus)
    }

    /// Reviews the threads by the date of their first messages.
    ///
    /// - Throws: ``ExitCode`` at the end: that of the most urgent thread.
    private func reviewEach(
        _ mail: InputMail, on tree: TreeRequest?, environment: [String: String]
    ) async throws {
        let lines = output.json ? try output.file.open() : nil
        var pages: [String] = []
        var statuses: Set<Int32> = []
        let successors = mail.successors
        for (number, thread) in mail.threads.enumerated() {
            let review = try await self.review(
                ReviewRequest(
                    thread: thread, inputProblems: number == 0 ? mail.inputProblems : [],
                    supersededBy: successors[number], tree: tree))
            statuses.insert(review.conclusion.exitStatus)
            if let lines {
                try output.file.write(JSONReport.line(of: review), to: lines)
            } else {
                pages.append(text(of: review, environment: environment))
            }
        }
        if lines == nil { try output.write(pages.joined(separator: "\n\n")) }
        let urgency: [ExitStatus] = [.needsAttention, .incomplete, .ready, .noProposal]
        throw ExitCode(
            urgency.map(\.rawValue).first(where: statuses.contains)
                ?? ExitStatus.noProposal.rawValue)
    }

    private func review(_ request: ReviewRequest) async throws -> ThreadReview {
        try await ProgressLine.during(isShown: !output.quiet, hint: hint) {
            show throws(ReviewError) in
            try await ThreadReviewer(request, progress: show).review()
        }
    }

    private func text(of review: ThreadReview, environment: [String: String]) -> String {
        TerminalReport(review, style: output.style(environment: environment))
            .text(isVerbose: output.verbose)
    }

    /// How to go on where one patch of a whole series does not apply.
    private func hint(for error: ReviewError) -> String {
        guard case .layer(let name, let isReverted, _) = error, let mark = name.lastIndex(of: "#"),
            case let values = isReverted ? tree.revert : tree.under, !values.contains(name)
        else { return "" }
        let option = isReverted ? "--revert" : "--under"
        return "; name the patches of the series that you mean, as in "
            + "\(option) \(name[..<mark])#1/\(name.split(separator: "/").last ?? "2")"
    }
}

extension ReviewError {
    /// The status with which the program ends.
    var exitStatus: ExitStatus {
        switch self {
        case .noPatch, .noSuchPart: .badInput
        case .layer: .badLayer
        case .tree: .badTree
        case .scenario: .badInput
        case .build: .internalFault
        case .noSimulation: .incomplete
        case .noSuchDriver: .noInput
        }
    }
}
