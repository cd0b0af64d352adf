// SPDX-License-Identifier: GPL-2.0-only

internal import ArgumentParser
internal import Foundation
internal import Reports

/// Where the report goes and how it looks.
struct OutputOptions: ParsableArguments {
    /// When to use colour.
    enum Color: String, ExpressibleByArgument, CaseIterable {
        case auto, always, never
    }

    @Flag(name: .long, help: "Print the report as JSON (docs/json.md).")
    var json = false

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "Write the report to a file instead of standard output.", valueName: "file"))
    var output: String?

    @Option(help: "Use colour: auto (on a terminal, unless NO_COLOR is set), always, never.")
    var color = Color.auto

    @Flag(name: .shortAndLong, help: "Show no progress and no notes on standard error.")
    var quiet = false

    @Flag(
        name: .shortAndLong, help: "Show every hunk, run and coverage line, not only what matters.")
    var verbose = false

    @Flag(
        name: .customLong("no-pager"),
        help: "Show nothing page by page; else a pager is used on a terminal, as git does.")
    var isPagerOff = false

    /// The style for what is written to standard output or a file.
    func style(environment: [String: String]) -> TerminalStyle {
        let isTerminal = output == nil && isatty(STDOUT_FILENO) == 1
        let hasColor =
            switch color {
            case .always: true
            case .never: false
            case .auto:
                isTerminal && environment["NO_COLOR", default: ""].isEmpty
                    && environment["TERM"] != "dumb"
            }
        return TerminalStyle(width: width(environment, isTerminal: isTerminal), hasColor: hasColor)
    }

    private func width(_ environment: [String: String], isTerminal: Bool) -> Int {
        if let columns = environment["COLUMNS"].flatMap({ Int($0) }), columns > 0 {
            return min(columns, 200)
        }
        guard isTerminal else { return 100 }
        var size = winsize()
        guard unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
            return 100
        }
        return min(Int(size.ws_col), 200)
    }

    /// The file, or standard output.
    var file: ReportFile { ReportFile(path: output ?? "-") }

    /// Finds out before a long review whether there is a place for its report.
    func check() throws(CommandFailure) { try file.check() }

    /// Writes the report.
    func write(_ text: String) throws(CommandFailure) {
        let environment = ProcessInfo.processInfo.environment
        if output == nil, !isPagerOff, isatty(STDOUT_FILENO) == 1,
            let pager = Pager(
                environment: environment, settings: GitSettings.read(environment: environment)),
            pager.show(text)
        {
            return
        }
        try file.write(text)
    }
}
