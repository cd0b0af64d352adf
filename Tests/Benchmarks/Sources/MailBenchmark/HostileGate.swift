// SPDX-License-Identifier: GPL-2.0-only

import BenchmarkTools
import Foundation

/// Mail that means harm, made here: what reading it and building its threads takes, and whether it
/// is reported.
enum HostileGate {
    private struct Case: Sendable {
        let name: String
        /// What has to be said about it.
        let problem: String
        /// The most memory, in megabytes; a limit of ``MailLimits`` keeps what is kept below it.
        let megabytes: Int
        /// Whether the file is compressed before it is read.
        var isCompressed = false
        let write: @Sendable (inout MailFile) -> Void
    }

    /// Processor time of each case in seconds; most take a tenth of a second.
    private static let seconds = 20.0

    private static let cases = [
        Case(name: "a line of 100 MB", problem: "message-id-missing", megabytes: 700) {
            $0.add("From: a@example.org\n\n")
            $0.add("x", times: 100_000_000)
        },
        Case(name: "a field of 100 MB", problem: "mail-limit-reached", megabytes: 700) {
            $0.add("From: a@example.org\nTo: ")
            $0.add("b@example.org, ", times: 6_666_666)
        },
        Case(name: "a message of 300 MB", problem: "mail-limit-reached", megabytes: 900) {
            $0.add("From a@example.org Tue Mar 31 19:56:22 2026\nFrom: a@example.org\n\n")
            $0.add("A line of text that is like all others.\n", times: 7_500_000)
        },
        Case(name: "100 MB of line feeds", problem: "message-id-missing", megabytes: 1_200) {
            $0.add("From: a@example.org\n\n")
            $0.add("\n", times: 100_000_000)
        },
        Case(name: "1,000,000 fields", problem: "mail-limit-reached", megabytes: 200) {
            $0.add("From: a@example.org\n")
            $0.add("X-Field: value\n", times: 1_000_000)
        },
        Case(name: "260,000 addresses", problem: "mail-limit-reached", megabytes: 200) {
            $0.add("From: a@example.org\n")
            for _ in 0..<10 { $0.add("To: \(String(repeating: "a@b,", count: 26_000))\n") }
            $0.add("\n")
        },
        Case(name: "10,000 nested parts", problem: "mail-limit-reached", megabytes: 200) {
            $0.add("From: a@example.org\n")
            for level in 0..<10_000 {
                $0.add("Content-Type: multipart/mixed; boundary=b\(level)\n\n--b\(level)\n")
            }
            $0.add("\ntext\n")
        },
        Case(name: "1,000,000 parts", problem: "mail-limit-reached", megabytes: 400) {
            $0.add("From: a@example.org\nContent-Type: multipart/mixed; boundary=b\n\n")
            $0.add("--b\n\nx\n", times: 1_000_000)
        },
        Case(
            name: "nested parts that repeat a boundary", problem: "mail-limit-reached",
            megabytes: 400
        ) {
            $0.add("From: a@example.org\n")
            $0.add("Content-Type: multipart/mixed; boundary=b\n\n--b\n", times: 200_000)
        },
        Case(name: "50 MB of NULs", problem: "nul-byte", megabytes: 400) {
            $0.add("From: a@example.org\n\n")
            $0.add("\0", times: 50_000_000)
        },
        Case(name: "50 MB of invalid base64", problem: "base64-invalid", megabytes: 400) {
            $0.add("From: a@example.org\nContent-Transfer-Encoding: base64\n\n")
            $0.add("=*%A", times: 12_500_000)
        },
        Case(
            name: "50 MB of broken quoted-printable", problem: "quoted-printable-invalid",
            megabytes: 1_000
        ) {
            $0.add("From: a@example.org\nContent-Transfer-Encoding: quoted-printable\n\n")
            $0.add("=\n=Z\n", times: 10_000_000)
        },
        Case(name: "50 MB in an unknown set", problem: "charset-unknown", megabytes: 400) {
            $0.add("From: a@example.org\nContent-Type: text/plain; charset=no-such-set\n\n")
            $0.add("\u{e9}", times: 25_000_000)
        },
        Case(
            name: "20 MB that are invalid in their set", problem: "charset-invalid-bytes",
            megabytes: 400
        ) {
            $0.add("From: a@example.org\nContent-Type: text/plain; charset=iso-2022-jp\n\n")
            $0.add("\u{1b}$B\u{e9}", times: 4_000_000)
        },
        Case(name: "a circle of 100,000 messages", problem: "reference-loop", megabytes: 500) {
            for number in 0..<100_000 {
                $0.add(
                    "From a@example.org Tue Mar 31 19:56:22 2026\nFrom: a@example.org\n"
                        + "Message-ID: <\(number)@x>\nIn-Reply-To: <\((number + 1) % 100_000)@x>\n"
                        + "\n\n")
            }
        },
        Case(name: "100,000 messages in a chain", problem: "message-id-missing", megabytes: 500) {
            for number in 1...100_000 {
                $0.add(
                    "From a@example.org Tue Mar 31 19:56:22 2026\nFrom: a@example.org\n"
                        + "Message-ID: <\(number)@x>\nIn-Reply-To: <\(number - 1)@x>\n\n\n")
            }
            $0.add("From a@example.org Tue Mar 31 19:56:22 2026\nFrom: a@example.org\n\n\n")
        },
        Case(
            name: "100,000 references in each of 20 messages", problem: "message-missing",
            megabytes: 500
        ) {
            for number in 0..<20 {
                $0.add(
                    "From a@example.org Tue Mar 31 19:56:22 2026\nFrom: a@example.org\n"
                        + "Message-ID: <m\(number)@x>\nReferences:")
                for other in 0..<100_000 { $0.add(" <\(number)-\(other)>") }
                $0.add("\n\n\n")
            }
        },
        Case(
            name: "100,000 messages with one identifier", problem: "conflicting-message-id",
            megabytes: 500
        ) {
            for number in 0..<100_000 {
                $0.add(
                    "From a@example.org Tue Mar 31 19:56:22 2026\nFrom: a@example.org\n"
                        + "Message-ID: <same@x>\n\n\(number)\n\n")
            }
        },
        Case(
            name: "a gzip bomb of 1 GB", problem: "mail-limit-reached", megabytes: 900,
            isCompressed: true
        ) {
            $0.add("From a@example.org Tue Mar 31 19:56:22 2026\nFrom: a@example.org\n\n")
            $0.add("A line of text that is like all others.\n", times: 25_000_000)
        },
        Case(
            name: "a gzip bomb of 1,300,000 messages", problem: "mail-limit-reached",
            megabytes: 3_000, isCompressed: true
        ) {
            $0.add(
                "From a@example.org Tue Mar 31 19:56:22 2026\nFrom: a@example.org\n"
                    + "Message-ID: <same@x>\n\n\n", times: 1_300_000)
        },
    ]

    /// Makes, reads and compares.
    static func passes() throws -> Bool {
        let folder = FileManager.default.temporaryDirectory.appending(path: "mail-benchmark")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let path = folder.appending(path: "hostile").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        var passes = true
        for test in cases {
            var file = try MailFile(path, isCompressed: test.isCompressed)
            test.write(&file)
            try file.close()
            let usage = try Usage(of: [CommandLine.arguments[0], "--run", "problems", path])
            let isReported = usage.output.split(whereSeparator: \.isWhitespace)
                .contains { $0 == test.problem }
            let isGood =
                isReported && usage.seconds <= seconds && usage.megabytes <= test.megabytes
            passes = passes && isGood
            print(
                "\(isGood ? "ok    " : "FAILED") \(test.name): "
                    + "\(String(format: "%.2f", usage.seconds)) s, \(usage.megabytes) MB of "
                    + "\(test.megabytes), \(isReported ? test.problem : "not reported")")
        }
        return passes
    }
}

/// A file of mail that is being made.
struct MailFile {
    private let handle: FileHandle
    private let compressor: Process?
    private var buffer: [UInt8] = []

    init(_ path: String, isCompressed: Bool) throws {
        try Data().write(to: URL(filePath: path))
        let file = try FileHandle(forWritingTo: URL(filePath: path))
        guard isCompressed else {
            handle = file
            compressor = nil
            return
        }
        guard let gzip = Tool.path("gzip") else { throw BenchmarkFailure("gzip is missing") }
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(filePath: gzip)
        process.arguments = ["-1"]
        process.standardInput = pipe
        process.standardOutput = file
        try process.run()
        handle = pipe.fileHandleForWriting
        compressor = process
    }

    mutating func add(_ text: String, times: Int = 1) {
        let bytes = Array(text.utf8)
        for _ in 0..<times {
            buffer += bytes
            if buffer.count > 1 << 20 { flush() }
        }
    }

    private mutating func flush() {
        handle.write(Data(buffer))
        buffer.removeAll(keepingCapacity: true)
    }

    mutating func close() throws {
        flush()
        try handle.close()
        compressor?.waitUntilExit()
    }
}

/// What a process took.
struct Usage {
    let output: String
    /// Processor time.
    let seconds: Double
    /// The most memory.
    let megabytes: Int

    /// Runs a command to its end.
    init(of command: [String]) throws {
        guard let time = Tool.path("time") else { throw BenchmarkFailure("GNU time is missing") }
        let output = try Tool.run(time, ["-f", "%U %S %M"] + command)
        let numbers = output.standardError.split(separator: "\n").last?.split(separator: " ")
            .compactMap { Double($0) }
        guard let numbers, numbers.count == 3 else {
            throw BenchmarkFailure("time said \(output.standardError)")
        }
        self.output = output.standardOutput
        seconds = numbers[0] + numbers[1]
        megabytes = Int(numbers[2] / 1024)
    }
}
