// SPDX-License-Identifier: GPL-2.0-only

import BenchmarkTools
import Foundation

/// A repository of made-up C files and a patch for each of them: a third at its lines, or moved,
/// and two thirds in conflict. The same in every run.
enum MadeUpTree {
    private static let fileCount = 120
    private static let functionCount = 100

    /// Writes the repository and the patches into a temporary folder.
    static func corpus() throws -> PatchCorpus {
        let folder = FileManager.default.temporaryDirectory.appending(path: "apply-benchmark")
        try? FileManager.default.removeItem(at: folder)
        let (tree, patches) = (folder.appending(path: "tree"), folder.appending(path: "patches"))
        try FileManager.default.createDirectory(at: patches, withIntermediateDirectories: true)
        for number in 0..<fileCount {
            let path = "drivers/part\(number % 8)/file\(number).c"
            let file = tree.appending(path: path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(lines(of: number).map { $0 + "\n" }.joined().utf8).write(to: file)
            let name = String(repeating: "0", count: 4 - "\(number)".count) + "\(number).patch"
            try Data(patch(number, path).utf8).write(to: patches.appending(path: name))
        }
        guard let git = Tool.path("git") else { throw BenchmarkFailure("git is missing") }
        for command in [
            ["init", "-q", "."], ["add", "."],
            [
                "-c", "user.name=Ada Example", "-c", "user.email=ada@example.org", "commit", "-q",
                "-m", "Files", "--date=2024-05-01T10:00:00Z",
            ], ["repack", "-adq"],
        ] {
            try Tool.run(git, command, in: tree.path)
        }
        return try PatchCorpus(tree: tree.path, patches: patches.path)
    }

    private static func lines(of file: Int) -> [String] {
        (0..<functionCount).flatMap { function in
            [
                "static int part\(file)_step\(function)(struct part *part, unsigned long value)",
                "{", "\tstruct part_state *state = &part->state[\(function % 16)];",
                "\tint ret;", "",
                "\tret = part_prepare(state, value + \((file * 7 + function) % 90));",
                "\tif (ret)", "\t\treturn ret;",
                "\tpart_write(state, PART_REG_\(function), value);",
                "\treturn 0;", "}", "",
            ]
        }
    }

    private static func patch(_ number: Int, _ path: String) -> String {
        let all = lines(of: number)
        let hunks = [20, 50, 80].map { function in
            let first = function * 12 + 5
            var old = Array(all[first..<(first + 6)])
            // Two of three patches were made on a file that had another line.
            if number % 3 != 0, function == 50 { old[1] = "\tif (ret < 0)" }
            // Others stand some lines further down than they say.
            let line = first + 1 - (number % 2 == 0 ? 0 : 7)
            let added = "+\tpart_flush(state, \(number));"
            let body = old[0..<3].map { " " + $0 } + [added] + old[3..<6].map { " " + $0 }
            let newLine = line + (function - 20) / 30
            return "@@ -\(line),6 +\(newLine),7 @@ \(all[first - 5])\n"
                + body.map { $0 + "\n" }.joined()
        }
        return "Subject: [PATCH] part\(number): Flush what was written\n\n---\n"
            + "diff --git a/\(path) b/\(path)\n--- a/\(path)\n+++ b/\(path)\n" + hunks.joined()
    }
}
