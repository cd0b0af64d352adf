// SPDX-License-Identifier: GPL-2.0-only

internal import ArgumentParser
internal import Foundation
internal import Mail
internal import Reports

/// `review-thread fetch`: a thread from a public-inbox server, the only command that uses the
/// network.
struct FetchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fetch",
        abstract: "Get a thread from a public-inbox server as a mailbox.",
        discussion: """
            Prints the name of the file in the cache folder that holds the thread, for the other \
            commands: review-thread $(review-thread fetch MESSAGE-ID) --tree linux

            This is the only command that uses the network. It calls the program curl. A copy that \
            is younger than --max-age is not fetched again; an interrupted fetch leaves the older \
            copy as it was.
            """)

    @Argument(
        help: ArgumentHelp(
            "A message id, or the address of a page that shows the message.",
            valueName: "message-id|url"))
    var thread: String

    @Option(
        help: ArgumentHelp(
            "The list on a server that message ids are looked up in.", valueName: "url"))
    var server = "https://lore.kernel.org/all/"

    @Option(help: ArgumentHelp("Give up after so many seconds.", valueName: "seconds"))
    var timeout = 60

    @Option(
        name: .customLong("max-bytes"),
        help: ArgumentHelp("The most bytes that are taken.", valueName: "number"))
    var mostBytes = 1 << 26

    @Option(
        name: .customLong("max-age"),
        help: ArgumentHelp(
            "Use a copy that is at most so many seconds old.", valueName: "seconds"))
    var oldest = 600

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "Write the mailbox to a file instead of the cache folder.", valueName: "file"))
    var output: String?

    @Option(
        help: ArgumentHelp(
            "Where mailboxes are kept (default: review-thread in $XDG_CACHE_HOME or ~/.cache).",
            valueName: "folder"))
    var cache: String?

    func validate() throws {
        if timeout < 1 { throw ValidationError("--timeout must be at least 1") }
        if mostBytes < 1 { throw ValidationError("--max-bytes must be at least 1") }
        if oldest < 0 { throw ValidationError("--max-age must be at least 0") }
    }

    func run() throws {
        guard let address = ThreadAddress(thread, server: server) else {
            throw CommandFailure(
                status: .usage,
                message: "\(thread) is neither a message id nor the address of a message on a "
                    + "public-inbox server; or --server \(server) is no address of the web")
        }
        let environment = ProcessInfo.processInfo.environment
        let place = try place(of: address, environment)
        if output == nil, isYoung(place) { return try tell(place) }
        let bytes = try fetched(address, environment)
        do {
            try FileManager.default.createDirectory(
                at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(bytes).write(to: place, options: .atomic)
        } catch {
            throw CommandFailure(
                status: .cannotWrite, message: "cannot write \(place.path): \(error.reason)")
        }
        try tell(place)
    }

    private func place(
        of address: ThreadAddress, _ environment: [String: String]
    ) throws(CommandFailure) -> URL {
        if let output { return URL(fileURLWithPath: output) }
        guard let folder = CacheFolder.path(cache, isOff: false, environment) else {
            throw CommandFailure(
                status: .cannotWrite,
                message: "there is no cache folder, since $HOME is not set; name one with --cache, "
                    + "or a file with --output")
        }
        return URL(fileURLWithPath: "\(folder)/fetched/\(address.fileName)")
    }

    private func isYoung(_ place: URL) -> Bool {
        let attributes = try? FileManager.default.attributesOfItem(atPath: place.path)
        guard let date = attributes?[.modificationDate] as? Date else { return false }
        // A date to come is a clock that jumped, and says nothing.
        return (0..<max(Double(oldest), 0)).contains(-date.timeIntervalSinceNow)
    }

    private func fetched(
        _ address: ThreadAddress, _ environment: [String: String]
    ) throws(CommandFailure) -> [UInt8] {
        let bytes: [UInt8]
        do throws(Download.Failure) {
            bytes = try Download(
                address: address.mailbox, seconds: timeout, mostBytes: mostBytes
            ).bytes(searchPath: environment["PATH"] ?? "/usr/bin:/bin")
        } catch {
            let words =
                switch error {
                case .noProgram: "there is no program curl; install it"
                case .tooLong(let limit):
                    "it is longer than \(limit) bytes; --max-bytes takes more"
                case .refused(let reason): reason
                }
            throw CommandFailure(
                status: .unavailable, message: "\(address.mailbox): \(words)")
        }
        let mail = MailInput(name: address.mailbox, bytes: bytes)
        guard mail.content == .mbox, !mail.messages.isEmpty else {
            let isPage = bytes.prefix(1_000).contains(UInt8(ascii: "<"))
            throw CommandFailure(
                status: .unavailable,
                message: "\(address.mailbox): what the server sent is no mailbox"
                    + (isPage ? "; it looks like a web page" : ""))
        }
        return bytes
    }

    private func tell(_ place: URL) throws(CommandFailure) {
        try ReportFile(path: "-").write(place.path + "\n")
    }
}
