// SPDX-License-Identifier: GPL-2.0-only

import BenchmarkTools
import Foundation

/// How long something took, in seconds.
struct Seconds {
    /// On the clock on the wall, which counts on a quiet host.
    let wall: Double
    /// Of all processors together, user and system.
    let processor: Double
}

/// A command that does something with an archive's mail.
struct Contestant {
    let name: String
    let command: [String]
    /// A folder that has to be empty before each execution.
    var output: String?

    /// The seconds of one execution.
    func time() throws -> Seconds {
        if let output {
            try? FileManager.default.removeItem(atPath: output)
            try FileManager.default.createDirectory(
                atPath: output, withIntermediateDirectories: true)
        }
        let before = ProcessorTime.ofChildren
        let duration = try ContinuousClock().measure {
            try Tool.run(command[0], Array(command.dropFirst()))
        }
        return Seconds(
            wall: Double(duration.components.seconds)
                + Double(duration.components.attoseconds) / 1e18,
            processor: ProcessorTime.ofChildren - before)
    }

    /// This program's work.
    static func own(_ work: MailWork, on path: String) -> Contestant {
        Contestant(
            name: "review-thread \(work.rawValue)",
            command: [CommandLine.arguments[0], "--run", work.rawValue, path])
    }

    /// The C files and the script of `Peers` and git; those that cannot be had are left out.
    static func peers(_ archive: Archive) throws -> [String: Contestant] {
        let sources = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Peers").standardized
        var peers: [String: Contestant] = [:]
        let flags = try? Tool.run("/bin/sh", ["-c", "pkg-config --cflags --libs gmime-3.0"])
        for (name, libraries) in [("memchr", ""), ("gmime", flags?.standardOutput)] {
            guard let libraries, let compiler = Tool.path("gcc") ?? Tool.path("clang") else {
                continue
            }
            let program = "\(archive.folder)/\(name)"
            let words = libraries.split(whereSeparator: \.isWhitespace).map(String.init)
            try Tool.run(
                compiler,
                ["-O2", "-o", program, sources.appending(path: "\(name).c").path] + words)
            peers[name] = Contestant(name: name, command: [program, archive.mailbox])
        }
        if let python = Tool.path("python3") {
            peers["python"] = Contestant(
                name: "python",
                command: [
                    python, sources.appending(path: "python_email.py").path, archive.mailbox,
                ])
        }
        let batch = "git -C '\(archive.repository)' cat-file --batch <'\(archive.names)' >/dev/null"
        peers["cat-file"] = Contestant(name: "cat-file", command: ["/bin/sh", "-c", batch])
        let output = "\(archive.folder)/split"
        let split = "git mailsplit --mboxrd -o'\(output)' '\(archive.mailbox)'"
        peers["mailsplit"] = Contestant(
            name: "mailsplit", command: ["/bin/sh", "-c", split], output: output)
        return peers
    }
}
