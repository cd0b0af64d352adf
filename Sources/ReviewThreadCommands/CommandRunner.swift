// SPDX-License-Identifier: GPL-2.0-only

internal import ArgumentParser
internal import Foundation

/// Parses the command line, runs the command, and ends the program.
enum CommandRunner {
    /// Runs a command with the program's own arguments.
    ///
    /// What goes wrong is told in one line on standard error, `review-thread: ...`, the parser's
    /// messages included.
    static func run(_ root: any ParsableCommand.Type) async -> Never {
        let status: ExitStatus
        do {
            var command = try root.parseAsRoot(
                SearchOptions.completed(settled(Array(CommandLine.arguments.dropFirst()), root)))
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
            status = .ready
        } catch let failure as CommandFailure {
            complain(failure.message)
            status = failure.status
        } catch let code as ExitCode {
            Foundation.exit(code.rawValue)
        } catch {
            // Help and version are no failure, and have many lines.
            guard root.exitCode(for: error) != .success else { root.exit(withError: error) }
            let words = root.message(for: error).split(separator: "\n").first ?? "wrong usage"
            complain("\(words); see review-thread \(subcommand) --help")
            status = .usage
        }
        Foundation.exit(status.rawValue)
    }

    /// The subcommand of the command line; a review if it names none.
    private static var subcommand: String {
        let names = ReviewThreadCommand.configuration.subcommands.compactMap {
            $0.configuration.commandName
        }
        return CommandLine.arguments.dropFirst().first.flatMap { names.contains($0) ? $0 : nil }
            ?? "review"
    }

    /// The arguments with what git's configuration adds to them.
    private static func settled(
        _ arguments: [String], _ root: any ParsableCommand.Type
    ) -> [String] {
        SettledOptions.completed(
            arguments,
            commands: Set(
                root.configuration.subcommands.compactMap { $0.configuration.commandName }),
            settings: GitSettings.read(environment: ProcessInfo.processInfo.environment))
    }

    private static func complain(_ message: String) {
        try? FileHandle.standardError.write(contentsOf: Data("review-thread: \(message)\n".utf8))
    }
}
