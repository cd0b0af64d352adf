// SPDX-License-Identifier: GPL-2.0-only

internal import ArgumentParser
internal import Foundation
internal import HunkMatching
internal import Mail
internal import MailThreads
internal import Proposals
internal import Reports
internal import Reviews

/// `review-thread triage`: many threads, the most urgent first.
struct TriageCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "triage",
        abstract: "List the threads of a mailbox or archive by what they need.",
        discussion: """
            Each thread that proposes a change is told in a few lines: for how many days somebody \
            has been waiting, the revision, the state, tags and open remarks, and whether the \
            patches apply to --tree. Nothing is compiled or run.

            With --json each thread is one document on one line (NDJSON).
            """)

    @Argument(
        help: ArgumentHelp(
            "Mailboxes, messages, folders, archives; - is standard input.", valueName: "input"))
    var inputs: [String]

    @Option(
        help: ArgumentHelp(
            "Apply the proposals to this kernel: a folder, or a repository at a revision.",
            valueName: "path[@rev]"))
    var tree: String?

    @Option(
        parsing: .singleValue,
        help: ArgumentHelp(
            "Your address: what you were asked comes first, and what is yours is marked. "
                + "Repeatable.", valueName: "address"))
    var mine: [String] = []

    @Option(
        help: ArgumentHelp(
            "Leave out threads without a message since that day.", valueName: "yyyy-mm-dd"))
    var since: String?

    @Option(
        help: ArgumentHelp(
            "Count days up to this one (default: today).", valueName: "yyyy-mm-dd"))
    var asOf: String?

    @Option(help: ArgumentHelp("After so many silent days a thread is dormant.", valueName: "days"))
    var dormant = 60

    @Option(
        parsing: .singleValue,
        help: ArgumentHelp(
            "List only what changes a file below this folder. Repeatable.", valueName: "path"))
    var path: [String] = []

    @Option(
        parsing: .singleValue,
        help: ArgumentHelp(
            "List only threads in this state, as \(Self.states). Repeatable.", valueName: "state"))
    var state: [String] = []

    @OptionGroup(title: "Output") var output: OutputOptions

    private static let states = ThreadState.Phase.allCases.map(\.rawValue).joined(separator: ", ")

    func validate() throws {
        for name in state where ThreadState.Phase(rawValue: name) == nil {
            throw ValidationError("--state \(name): there is none; there are \(Self.states)")
        }
        for (option, value) in [("--since", since), ("--as-of", asOf)] {
            if let value, Self.seconds(value) == nil {
                throw ValidationError("\(option) \(value): a day is written as 2026-04-08")
            }
        }
        if dormant < 0 { throw ValidationError("--dormant must be at least 0") }
    }

    func run() async throws {
        try output.check()
        try InputReading.checkStandardInput(inputs)
        let kernel = try tree.map(TreeOptions.open)
        let mail = try await InputMail(inputs)
        guard !mail.threads.isEmpty else { throw mail.failure }
        let day = asOf.flatMap(Self.seconds).map { $0 + 86_399 }
        var triager = Triager(now: day ?? Int64(Date.now.timeIntervalSince1970))
        triager.tree = kernel
        triager.reader = mine
        triager.dormantDays = dormant
        let threads = mail.threads.filter(isRecent)
        let entries = try await ProgressLine.during(isShown: !output.quiet) { [triager] show in
            await triager.entries(for: threads, progress: show)
        }.filter(isWanted)
        try output.write(
            output.json
                ? JSONReport.lines(of: entries)
                : TriagePage(
                    entries, threadCount: threads.count,
                    style: output.style(environment: ProcessInfo.processInfo.environment)
                ).text(isVerbose: output.verbose || !state.isEmpty))
        let isQuiet = entries.allSatisfy { $0.need == .done || $0.need == .dormant }
        throw ExitCode(
            (entries.isEmpty ? ExitStatus.noProposal : isQuiet ? .ready : .needsAttention)
                .rawValue)
    }

    private func isRecent(_ thread: MailThread) -> Bool {
        guard let since = since.flatMap(Self.seconds) else { return true }
        return thread.messages.contains { ($0.date?.secondsSince1970 ?? .min) >= since }
    }

    private func isWanted(_ entry: TriageEntry) -> Bool {
        let folders = path.map { $0.hasSuffix("/") ? $0 : $0 + "/" }
        let isThere =
            path.isEmpty
            || entry.paths.contains { file in
                path.contains(file) || folders.contains(where: file.hasPrefix)
            }
        return isThere && (state.isEmpty || state.contains(entry.state.phase.rawValue))
    }

    /// The beginning of a day in UTC, in seconds since 1970; nil for what is no day.
    private static func seconds(_ day: String) -> Int64? {
        (try? Date(day, strategy: .iso8601.year().month().day()))
            .map { Int64($0.timeIntervalSince1970) }
    }
}
