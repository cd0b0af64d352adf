// SPDX-License-Identifier: GPL-2.0-only

internal import ArgumentParser
internal import Foundation
internal import MailThreads
internal import Reports
internal import Reviews

/// `review-thread show`: the thread to read.
struct ShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show threads to read: a tree with quotes folded, or one document.",
        discussion: """
            Inputs are mailboxes and messages (compressed with gzip or not), Maildirs, folders of \
            these, public-inbox repositories, and the text of an archive's thread page. Several \
            inputs are merged.
            """)

    @Argument(
        help: ArgumentHelp(
            "Mailboxes, messages, folders, archives; - is standard input.", valueName: "input"))
    var inputs: [String]

    @Flag(
        help: """
            Print the thread as one Markdown document: each text once, under the lines that it \
            answers.
            """)
    var collate = false

    @OptionGroup(title: "Output") var output: OutputOptions

    func validate() throws {
        if output.json { throw ValidationError("show has no JSON; use review --json") }
    }

    func run() async throws {
        let mail = try await InputMail(inputs)
        guard !mail.threads.isEmpty else { throw mail.failure }
        let style = output.style(environment: ProcessInfo.processInfo.environment)
        let links = MailThread.revisionLinks(among: mail.threads)
        let texts = mail.threads.enumerated().map { index, thread in
            let notes = ThreadNotes(links, threads: mail.threads).notes(of: index)
            return collate
                ? CollatedMarkdown(thread, notes: notes).text
                : ThreadText(thread, notes: notes, hasColor: style.hasColor).text
        }
        try output.write(texts.joined(separator: "\n"))
        if !output.quiet {
            for problem in mail.problems.prefix(20) where mail.threads.count == 1 {
                FileHandle.standardError.write(Data("review-thread: \(problem.text)\n".utf8))
            }
        }
    }
}
