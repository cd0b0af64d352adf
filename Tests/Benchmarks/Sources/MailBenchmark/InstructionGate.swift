// SPDX-License-Identifier: GPL-2.0-only

import BenchmarkTools
import Foundation

/// Instructions for each byte of mail, counted by callgrind: the same on a busy host.
enum InstructionGate {
    /// The greatest number allowed. A change that needs more has to say why and raise it here.
    private static let limits: [(MailWork, Double)] = [(.split, 3.8), (.stream, 42)]

    /// Counts, prints and compares.
    static func passes() throws -> Bool {
        let folder = NSTemporaryDirectory() + "/mail-benchmark"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        let short = try Data(MadeMail.mailbox(messages: 200)).written(to: folder + "/short.mbox")
        let long = try Data(MadeMail.mailbox(messages: 600)).written(to: folder + "/long.mbox")
        var passes = true
        for (work, limit) in limits {
            // The difference of two runs is free of what starting costs.
            let less = try Callgrind.instructions(["--run", work.rawValue, short.path])
            let more = try Callgrind.instructions(["--run", work.rawValue, long.path])
            let found = (more - less) / Double(long.bytes - short.bytes)
            print(
                "\(work.rawValue): \(String(format: "%.2f", found)) for each byte"
                    + (found > limit ? ", more than \(limit)" : ", at most \(limit)"))
            passes = passes && found <= limit
        }
        return passes
    }
}

extension Data {
    /// Writes to a file; gives its path and size.
    func written(to path: String) throws -> (path: String, bytes: Int) {
        try write(to: URL(filePath: path))
        return (path, count)
    }
}
