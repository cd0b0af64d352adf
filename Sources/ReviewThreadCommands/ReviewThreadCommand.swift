// SPDX-License-Identifier: GPL-2.0-only

public import ArgumentParser

/// The command `review-thread`.
public struct ReviewThreadCommand: AsyncParsableCommand {
    /// The name, the help, and the subcommands.
    public static let configuration = CommandConfiguration(
        commandName: "review-thread",
        abstract: "Tell what a mailing-list thread proposes, and what its patches do when run.",
        discussion: """
            Reads a thread, finds every proposed change, applies each hunk to a kernel tree, and \
            runs the patched IOMMU drivers in a sandbox that shows whether an unmap leaves stale \
            translations behind.

            Without a subcommand, `review` is meant: review-thread thread.mbox --tree linux
            Its options are shown by: review-thread help review

            Exit status:
            \(ExitStatus.allCases.map { "  \($0.rawValue)\t\($0.explanation)" }.joined(separator: "\n"))
            """,
        version: ProgramVersion.text,
        subcommands: [
            ReviewCommand.self, TriageCommand.self, ShowCommand.self, TagsCommand.self,
            ApplyCommand.self, ReplyCommand.self, SimulateCommand.self, SurveyCommand.self,
            NewBenchCommand.self, MutantsCommand.self, FetchCommand.self,
        ],
        defaultSubcommand: ReviewCommand.self)

    /// Made by the parser.
    public init() {}

    /// Runs the program with its own arguments and ends it with the right status.
    public static func runAndExit() async -> Never {
        await CommandRunner.run(ReviewThreadCommand.self)
    }
}
