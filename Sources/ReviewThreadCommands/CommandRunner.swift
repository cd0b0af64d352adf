// SPDX-License-Identifier: GPL-2.0-only

internal import ArgumentParser
internal import Foundation

/// Parses the command line, runs the command, and ends the program.
enum CommandRunner {
    /// Runs a command with the program's own arguments.
    ///
    /// What goes wrong is told in one line on standard error, `review-thread: ...`.
    static func run(_ root: any ParsableCommand.Type) async -> Never {
        let status: ExitStatus
        do {
            var command = try root.parseAsRoot()
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
            // Help, version, and the parser's own messages.
            root.exit(withError: error)
        }
        Foundation.exit(status.rawValue)
    }

    private static func complain(_ message: String) {
        try? FileHandle.standardError.write(contentsOf: Data("review-thread: \(message)\n".utf8))
    }
}
