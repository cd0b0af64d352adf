// SPDX-License-Identifier: GPL-2.0-only

internal import ArgumentParser
internal import Foundation
internal import Mail
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
        if output.json, collate {
            throw ValidationError("--json and --collate exclude each other")
        }
    }

    func run() async throws {
        try InputReading.checkStandardInput(inputs)
        let mail = try await InputMail(inputs)
        guard !mail.threads.isEmpty else { throw mail.failure }
        let links = MailThread.revisionLinks(among: mail.threads)
        if output.json {
            try output.write(
                ThreadsJSON.text(of: mail.threads, links: links, inputs: mail.inputs))
        } else {
            try output.write(page(mail.threads, links))
        }
        if !output.quiet {
            for line in notes(on: mail) {
                FileHandle.standardError.write(Data("review-thread: \(line)\n".utf8))
            }
        }
    }

    private func page(_ threads: [MailThread], _ links: [RevisionLink]) -> String {
        let style = output.style(environment: ProcessInfo.processInfo.environment)
        let notes = ThreadNotes(links, threads: threads)
        return threads.enumerated().map { index, thread in
            collate
                ? CollatedMarkdown(thread, notes: notes.notes(of: index)).text
                : ThreadText(thread, notes: notes.notes(of: index), hasColor: style.hasColor).text
        }.joined(separator: "\n")
    }

    /// What happened to the messages that are not shown, and what was odd about the inputs.
    private func notes(on mail: InputMail) -> [String] {
        var notes = mail.inputProblems.prefix(20).map(\.text)
        if mail.inputProblems.count > 20 {
            notes.append("\(mail.inputProblems.count - 20) more such notes; --json has them all")
        }
        let problems = mail.threads.flatMap(\.problems)
        let copies = problems.count { $0.kind == .duplicateMessage }
        let renamed = problems.count { $0.kind == .conflictingMessageID }
        if copies + renamed > 0 {
            let all = mail.inputs.reduce(0) { $0 + $1.messages.count }
            notes.append(
                "of \(all) messages \(copies) are copies and left out, \(renamed) have the "
                    + "identifier of another one and are kept")
        }
        return notes
    }
}
