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
            "Also write the report as one page of HTML that needs nothing else.",
            valueName: "file"))
    var html: String?

    func run() async throws {
        let environment = ProcessInfo.processInfo.environment
        try output.check()
        let page = html.map(ReportFile.init)
        try page?.check()
        try InputReading.checkStandardInput(inputs + tree.files)
        let mail = try await InputMail(inputs)
        guard let thread = mail.mainThread else { throw mail.failure }
        let request = ReviewRequest(
            thread: thread, inputProblems: mail.problems,
            tree: try await TreeRequest(tree, simulation, environment: environment))
        let review = try await ProgressLine.during(isShown: !output.quiet, hint: hint) {
            show throws(ReviewError) in
            try await ThreadReviewer(request, progress: show).review()
        }
        try page?.write(HTMLReport(review, version: ProgramVersion.text).text)
        try output.write(
            output.json
                ? JSONReport.text(of: review)
                : TerminalReport(review, style: output.style(environment: environment))
                    .text(isVerbose: output.verbose))
        throw ExitCode(review.conclusion.exitStatus)
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
