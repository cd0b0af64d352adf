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

    /// Finds out before a long review whether there is a place for its report.
    func check() throws(CommandFailure) {
        guard let output, output != "-" else { return }
        let folder = URL(fileURLWithPath: output).deletingLastPathComponent().path
        guard FileManager.default.fileExists(atPath: folder) else {
            throw CommandFailure(
                status: .cannotWrite,
                message: "cannot write \(output): there is no folder \(folder)")
        }
        let kind = Self.kind(of: output)
        guard kind != .typeDirectory else {
            throw CommandFailure(
                status: .cannotWrite, message: "cannot write \(output): it is a folder")
        }
        guard FileManager.default.isWritableFile(atPath: kind == nil ? folder : output) else {
            throw CommandFailure(
                status: .cannotWrite,
                message: "cannot write \(output): its permissions forbid it")
        }
    }

    /// What is at a path, links followed; nil for nothing.
    private static func kind(of path: String) -> FileAttributeType? {
        let place = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        let attributes = try? FileManager.default.attributesOfItem(atPath: place)
        return attributes?[.type] as? FileAttributeType
    }

    /// Writes the report.
    func write(_ text: String) throws(CommandFailure) {
        guard let output, output != "-" else {
            do {
                try FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
            } catch {
                throw CommandFailure(
                    status: .cannotWrite,
                    message: "cannot write to standard output: \(error.reason)")
            }
            return
        }
        let kind = Self.kind(of: output)
        do {
            // A device or pipe is written to; writing a new file in its place would remove it.
            let url = URL(fileURLWithPath: output).resolvingSymlinksInPath()
            if kind == nil || kind == .typeRegular {
                try Data(text.utf8).write(to: url, options: .atomic)
            } else {
                try FileHandle(forWritingTo: url).write(contentsOf: Data(text.utf8))
            }
        } catch {
            throw CommandFailure(
                status: .cannotWrite, message: "cannot write \(output): \(error.reason)")
        }
    }
}
