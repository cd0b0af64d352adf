// SPDX-License-Identifier: GPL-2.0-only

internal import ArgumentParser
internal import Foundation
internal import HunkMatching
internal import Mail
internal import MailThreads
internal import Proposals
internal import Reports
internal import Reviews
internal import ThreadIndex

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

    @Flag(
        help: "Read the threads, too, that have been silent for longer: they are dormant or done.")
    var all = false

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

    @Flag(
        name: .customLong("since-last"),
        help: "List only what changed since the last run with this option on the same inputs.")
    var isSinceLast = false

    @Option(
        help: ArgumentHelp(
            "Where the index is kept (default: review-thread in $XDG_CACHE_HOME or ~/.cache).",
            valueName: "folder"))
    var cache: String?

    @Flag(name: .customLong("no-cache"), help: "Keep no index, and use none.")
    var isCacheOff = false

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
        if cache != nil, isCacheOff {
            throw ValidationError("--cache and --no-cache exclude each other")
        }
        if isSinceLast, isCacheOff {
            throw ValidationError("--since-last needs the index, which --no-cache leaves out")
        }
        if dormant < 0 { throw ValidationError("--dormant must be at least 0") }
    }

    func run() async throws {
        try output.check()
        try InputReading.checkStandardInput(inputs)
        let kernel = try tree.map(TreeOptions.open)
        let environment = ProcessInfo.processInfo.environment
        let index = CacheFolder.path(cache, isOff: isCacheOff, environment).map {
            CacheIndex(folder: $0, isQuiet: output.quiet)
        }
        let now = Int64(Date.now.timeIntervalSince1970)
        let mail = try await SketchedMail(inputs, index: index, now: now)
        let day = asOf.flatMap(Self.seconds).map { $0 + 86_399 }
        var triager = Triager(now: day ?? now)
        triager.tree = kernel
        triager.reader = mine
        triager.dormantDays = dormant
        triager.readsSilent = isAllRead
        let plan = triager.plan(try mail.stock(), where: isRecent)
        triager.known =
            index?.attempt { index throws(IndexError) in try index.readings(of: plan.keys) } ?? [:]
        let triage = try await triaged(plan, triager)
        let marked = marked(triage.entries, index)
        let entries = marked.filter(isWanted)
        try output.write(
            output.json
                ? JSONReport.lines(of: entries)
                : TriagePage(
                    entries, of: triage, style: output.style(environment: environment)
                ).text(isVerbose: isAllRead || isSinceLast))
        // Once the list is out: what was told is not told again.
        _ = index?.attempt { index throws(IndexError) in
            try index.write(
                mail.changes, readings: triage.readings,
                seen: isSinceLast ? (view, triage.entries.map(Self.seen)) : nil)
        }
        let isQuiet = entries.allSatisfy { $0.need == .done || $0.need == .dormant }
        let isEmpty = entries.isEmpty && triage.silentCount == 0
        throw ExitCode(
            (isEmpty ? ExitStatus.noProposal : isQuiet ? .ready : .needsAttention).rawValue)
    }

    private func triaged(
        _ plan: Triager.Plan, _ triager: Triager
    ) async throws -> Triage {
        let outcome = try await ProgressLine.during(isShown: !output.quiet) {
            show -> Result<Triage, MailInputError> in
            do throws(MailInputError) {
                return .success(try await triager.triage(plan, progress: show))
            } catch {
                return .failure(error)
            }
        }
        switch outcome {
        case .success(let triage): return triage
        case .failure(let error):
            throw CommandFailure(status: .noInput, message: error.description)
        }
    }

    /// What tells this list from others: the inputs, the tree and the reader.
    private var view: ContentKey {
        var key = ContentKey([])
        let names = inputs.map { URL(fileURLWithPath: $0).resolvingSymlinksInPath().path }
        for words in [names, [tree ?? ""], mine] {
            key.add(UInt64(words.count))
            for word in words { key.add(Array(word.utf8)) }
        }
        return key
    }

    private static func seen(_ entry: TriageEntry) -> SeenThread {
        SeenThread(id: entry.id, mark: TriageMark(entry))
    }

    /// With `--since-last` only the entries that changed, each with how.
    private func marked(_ entries: [TriageEntry], _ index: CacheIndex?) -> [TriageEntry] {
        guard isSinceLast else { return entries }
        let seen =
            index?.attempt { index throws(IndexError) in try index.seen(view) ?? [] } ?? []
        let before = Dictionary(
            seen.map { ($0.id, $0.mark) }, uniquingKeysWith: { first, _ in first })
        return entries.compactMap { entry in
            var entry = entry
            let changes = TriageMark(entry).changes(since: before[entry.id])
            entry.changes = changes
            return changes.isEmpty ? nil : entry
        }
    }

    /// Whether silent threads are listed, too.
    private var isAllRead: Bool { all || output.verbose || !state.isEmpty }

    private func isRecent(_ thread: ThreadTree<MessageSketch>) -> Bool {
        guard let since = since.flatMap(Self.seconds) else { return true }
        return thread.nodes.contains { ($0.message?.date?.secondsSince1970 ?? .min) >= since }
    }

    private func isWanted(_ entry: TriageEntry) -> Bool {
        let folders = path.map { $0.hasSuffix("/") ? $0 : $0 + "/" }
        let isThere =
            path.isEmpty
            || entry.reading.paths.contains { file in
                path.contains(file) || folders.contains(where: file.hasPrefix)
            }
        return isThere && (state.isEmpty || state.contains(entry.reading.state.phase.rawValue))
    }

    /// The beginning of a day in UTC, in seconds since 1970; nil for what is no day.
    private static func seconds(_ day: String) -> Int64? {
        (try? Date(day, strategy: .iso8601.year().month().day()))
            .map { Int64($0.timeIntervalSince1970) }
    }
}
