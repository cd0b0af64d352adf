// SPDX-License-Identifier: GPL-2.0-only

import Foundation
import Testing

@testable import ReviewThreadCommands

/// The program's own; the testing library has another one.
typealias Status = ReviewThreadCommands.ExitStatus

/// The built program, run as a user runs it.
struct Program {
    /// What a run left behind.
    struct Outcome {
        let status: Int32
        let output: String
        let errors: String
    }

    /// The program beside the tests' own.
    static let built = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        .deletingLastPathComponent().appendingPathComponent("review-thread").path

    static let samples = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("samples").path

    /// The folder with real threads.
    static let mail = ProcessInfo.processInfo.environment["REVIEW_THREAD_DATA"]

    /// The folder that holds `linux-6.12`.
    static let kernels = ProcessInfo.processInfo.environment["REVIEW_THREAD_TREES"]

    static let git = program("git")

    static let strace = program("strace")

    /// Whether there is a compiler and a linker; whether they are good enough the program knows.
    static let hasToolchain = program("clang") != nil

    private static func program(_ name: String) -> String? {
        (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
            .map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    /// Runs the program; the home folder is `folder`, so that nothing of the user's is touched.
    static func run(
        _ arguments: [String], in folder: TemporaryFolder, program: String = built,
        path: String? = nil, input: String? = nil, output: FileHandle? = nil
    ) throws -> Outcome {
        let id = UUID().uuidString
        let places = try ["out", "err", "in"].map { name in
            try folder.write("\(name)-\(id)", name == "in" ? input ?? "" : "")
        }
        let run = Process()
        run.executableURL = URL(fileURLWithPath: program)
        run.arguments = arguments
        run.currentDirectoryURL = URL(fileURLWithPath: folder.path)
        run.environment = [
            "PATH": path ?? ProcessInfo.processInfo.environment["PATH"] ?? "",
            "HOME": folder.path, "TMPDIR": folder.path,
        ]
        run.standardOutput = try output ?? handle(forWriting: places[0])
        run.standardError = try handle(forWriting: places[1])
        run.standardInput = try FileHandle(
            forReadingFrom: URL(fileURLWithPath: places[2]))
        try run.run()
        run.waitUntilExit()
        try #require(
            run.terminationReason == .exit, "signal \(run.terminationStatus): \(arguments)")
        let texts = try places.map {
            String(decoding: try Data(contentsOf: URL(fileURLWithPath: $0)), as: UTF8.self)
        }
        return Outcome(status: run.terminationStatus, output: texts[0], errors: texts[1])
    }

    private static func handle(forWriting path: String) throws -> FileHandle {
        try #require(FileHandle(forWritingAtPath: path))
    }
}

/// A temporary folder, which goes with the value.
final class TemporaryFolder {
    let path: String

    init() throws {
        path =
            FileManager.default.temporaryDirectory.resolvingSymlinksInPath().path
            + "/review-thread-tests-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// Writes a file and gives its path.
    func write(_ name: String, _ bytes: some Sequence<UInt8>) throws -> String {
        let url = URL(fileURLWithPath: "\(path)/\(name)")
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(Array(bytes)).write(to: url)
        return url.path
    }

    func write(_ name: String, _ text: String) throws -> String { try write(name, text.utf8) }

    /// A patch mail that changes one line of a file.
    func patchMail(_ name: String, changing path: String) throws -> String {
        try write(
            name,
            """
            From x@example.org Tue Mar 31 19:56:22 2026
            From: Ann Example <ann@example.org>
            Date: Tue, 31 Mar 2026 10:00:00 +0000
            Message-ID: <1@example.org>
            Subject: [PATCH] a: B

            Signed-off-by: Ann Example <ann@example.org>
            ---
            diff --git a/\(path) b/\(path)
            --- a/\(path)
            +++ b/\(path)
            @@ -1,2 +1,2 @@
             one
            -two
            +three

            """)
    }
}
