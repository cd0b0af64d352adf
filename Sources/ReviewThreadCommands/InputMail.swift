// SPDX-License-Identifier: GPL-2.0-only

internal import Mail
internal import MailThreads
internal import Reviews

/// The mail of all inputs together.
struct InputMail {
    let threads: [MailThread]
    /// The inputs in the order of the command line.
    let inputs: [MailInput]
    /// What was odd about the inputs as such.
    let inputProblems: [Statement]
    private let names: [String]

    /// Reads the inputs, each a file, a folder, a repository or `-` for standard input; copies of a
    /// message in several of them count once.
    ///
    /// - Throws: ``CommandFailure`` for an input that cannot be read or is no mail.
    init(_ inputs: [String]) async throws(CommandFailure) {
        var read: [MailInput] = []
        for name in inputs { read.append(try await Self.read(name)) }
        try self.init(read, names: inputs)
    }

    /// Puts inputs together that were read.
    ///
    /// - Parameter names: what the command line calls them.
    /// - Throws: ``CommandFailure`` for one that is no mail.
    init(_ read: [MailInput], names: [String]) throws(CommandFailure) {
        for input in read {
            try Self.check(input.content, of: input.name)
        }
        self.names = names
        inputs = read
        threads = MailThread.threads(from: read.flatMap(\.messages))
        inputProblems = read.flatMap { input in
            input.problems.map { Statement("\(input.name):\($0.lineNumber): \($0.detail)") }
        }
    }

    /// What was odd about the inputs, and that there is more than one thread.
    var problems: [Statement] {
        inputProblems
            + (threads.count > 1
                ? [
                    Statement(
                        "the input holds \(threads.count) threads; this is the one with most messages, and "
                            + "--each reviews them all"
                    )
                ] : [])
    }

    /// The thread with most messages, the first of several.
    var mainThread: MailThread? {
        threads.reduce(nil) { best, next in
            guard let best else { return next }
            return next.messages.count > best.messages.count ? next : best
        }
    }

    /// For each thread the subject of the newest of the input's threads that posts a later revision of
    /// it; nil where none does.
    var successors: [String?] {
        let newest = MailThread.newestRevisions(among: threads)
        return threads.indices.map { index in
            newest[index].flatMap { threads[$0].messages.first?.subject }
        }
    }

    /// The one of ``successors`` that is for this thread.
    func successor(of thread: MailThread) -> String? {
        threads.firstIndex { $0.root.id == thread.root.id }.flatMap { successors[$0] }
    }

    /// What to say where there is no thread.
    var failure: CommandFailure { Self.failure(names) }

    /// What to say where there is no message in any of these inputs.
    static func failure(_ names: [String]) -> CommandFailure {
        let names = names.map(InputReading.displayName).joined(separator: ", ")
        return CommandFailure(
            status: .badInput, message: "\(names): there is no message in it")
    }

    /// Insists that an input is mail.
    ///
    /// - Throws: ``CommandFailure`` with ``ExitStatus/badInput``.
    static func check(_ content: MailInput.Content, of name: String) throws(CommandFailure) {
        guard case .notMail(let reason) = content else { return }
        throw CommandFailure(
            status: .badInput,
            message: "\(InputReading.displayName(name)) is no mail: \(explain(reason))")
    }

    /// Insists that an input has a name.
    ///
    /// - Throws: ``CommandFailure`` with ``ExitStatus/noInput``.
    static func checkName(_ name: String) throws(CommandFailure) {
        guard name.isEmpty else { return }
        throw CommandFailure(
            status: .noInput,
            message: "the name of an input is empty; name a file or folder, or - for standard "
                + "input")
    }

    /// Reads one input, which may turn out to be no mail.
    ///
    /// - Throws: ``CommandFailure`` with ``ExitStatus/noInput``.
    static func read(_ name: String) async throws(CommandFailure) -> MailInput {
        try checkName(name)
        do {
            return try await MailFanOut.read(
                name == "-" ? .standardInput() : MailIntake(path: name))
        } catch {
            throw CommandFailure(status: .noInput, message: error.description)
        }
    }

    private static func explain(_ reason: MailInput.Reason) -> String {
        switch reason {
        case .empty: "it is empty; save the mail again"
        case .folderWithoutMail:
            "neither the folder nor one below it has a file that is mail; name another folder"
        case .gzip:
            "it is compressed, and nothing in it can be read; download it again, or unpack it by "
                + "the program that made it"
        case .binary:
            "it holds binary data; export the mail as a mailbox (mbox) or as messages (.eml)"
        case .noHeader:
            "it does not begin with a mail header; give the whole mail with its header, or a bare "
                + "diff to `review-thread apply`"
        }
    }
}
