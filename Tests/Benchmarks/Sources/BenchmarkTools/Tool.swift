// SPDX-License-Identifier: GPL-2.0-only

import Foundation

/// Programs of the host.
public enum Tool {
    /// What a program has written.
    public struct Output {
        /// The text of its standard output.
        public let standardOutput: String
        /// The text of its standard error.
        public let standardError: String
    }

    /// An executable in the search path, or beside the Swift compiler found there.
    public static func path(_ name: String) -> String? {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin"
        var folders = path.split(separator: ":").map { URL(filePath: String($0)) }
        folders += folders.map {
            $0.appending(path: "swift").resolvingSymlinksInPath().deletingLastPathComponent()
        }
        return folders.map { $0.appending(path: name).path }
            .first(where: FileManager.default.isExecutableFile)
    }

    /// Runs a program; its exit status has to be 0.
    @discardableResult
    public static func run(
        _ tool: String, _ arguments: [String], in folder: String? = nil
    ) throws -> Output {
        let scratch = FileManager.default.temporaryDirectory
        let names = (0..<2).map { _ in scratch.appending(path: UUID().uuidString) }
        defer { names.forEach { try? FileManager.default.removeItem(at: $0) } }
        for name in names { try Data().write(to: name) }
        let process = Process()
        process.executableURL = URL(filePath: tool)
        process.arguments = arguments
        if let folder { process.currentDirectoryURL = URL(filePath: folder) }
        process.standardOutput = try FileHandle(forWritingTo: names[0])
        process.standardError = try FileHandle(forWritingTo: names[1])
        try process.run()
        process.waitUntilExit()
        let texts = try names.map { String(decoding: try Data(contentsOf: $0), as: UTF8.self) }
        guard process.terminationStatus == 0 else {
            let command = ([tool] + arguments).joined(separator: " ")
            throw BenchmarkFailure("\(command): status \(process.terminationStatus)\n\(texts[1])")
        }
        return Output(standardOutput: texts[0], standardError: texts[1])
    }
}
