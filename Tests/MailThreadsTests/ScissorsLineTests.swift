// SPDX-License-Identifier: GPL-2.0-only

import Foundation
import MailThreads
import Testing

@Suite struct ScissorsLineTests {
    @Test(arguments: [
        "-- >8 --", "------- 8< -------", "----->8-----", "-- %< --", "--->8----", "- - >8 - -",
        "  ---- 8< ----  ", ">8 >8 >8 -", "-------- >8 cut here 8< --------", "---- 8< ----\r",
        "8<--------",
    ])
    func `a perforated line with scissors is one`(_ line: String) {
        #expect(ScissorsLine.matches(Array(line.utf8)[...]))
    }

    @Test(arguments: [
        "", "---", "--------", ">8", "- >8 -", "x >8 y", "> 8 -----", "if (n >8 && m < 8)",
        "the rest is >8 bytes wide", "-- a line of words with >8 in it, and more of them --",
        "+++ b/house/door.c", ">8 >8 >8", ">8                    ", "|>8",
    ])
    func `other lines are none`(_ line: String) {
        #expect(!ScissorsLine.matches(Array(line.utf8)[...]))
    }

    @Test(.enabled(if: Git.path != nil, "skipped: there is no git on PATH"))
    func `git mailinfo cuts at the same lines`() throws {
        var generator = SeededGenerator(state: 8)
        var lines = ["-- >8 --", "------>8", ">8------", "x >8 -----", "> 8 ------", "%<-%<-%<"]
        let pieces = ["-", "--", "---", " ", "  ", ">8", "8<", ">%", "%<", "a", "cut", ">", "8"]
        while lines.count < 150 {
            let line = (0..<Int.random(in: 2...9, using: &generator)).map { _ in
                pieces[Int.random(in: pieces.indices, using: &generator)]
            }.joined()
            lines.append(line)
        }
        let git = try Git()
        let expected = try lines.map { try git.cuts(at: $0) }
        let found = lines.map { ScissorsLine.matches(Array($0.utf8)[...]) }
        #expect(zip(lines, zip(expected, found)).filter { $1.0 != $1.1 }.map(\.0) == [])
        // Both answers are there, or the comparison would say nothing.
        #expect((20..<130).contains(expected.count { $0 }))
    }
}

/// Git, for comparison.
struct Git {
    static let path = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        .map { "\($0)/git" }.first { FileManager.default.isExecutableFile(atPath: $0) }

    private let program: String

    init() throws {
        program = try #require(Self.path)
    }

    /// Whether `git mailinfo --scissors` drops what stands above this line.
    func cuts(at line: String) throws -> Bool {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "proposals-tests-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let mail = folder.appendingPathComponent("mail")
        let text = "From: Ann <ann@example.org>\nSubject: one\n\nABOVE\n\(line)\nBELOW\n"
        try Data(text.utf8).write(to: mail)
        let run = Process()
        run.executableURL = URL(fileURLWithPath: program)
        run.arguments = ["mailinfo", "--scissors", "--encoding=UTF-8", "message", "patch"]
        run.currentDirectoryURL = folder
        run.standardInput = try FileHandle(forReadingFrom: mail)
        run.standardOutput = FileHandle.nullDevice
        run.standardError = FileHandle.nullDevice
        try run.run()
        run.waitUntilExit()
        try #require(run.terminationStatus == 0, "\(line)")
        // Some lines begin a patch, in the eyes of git.
        let kept = try ["message", "patch"].map { name in
            String(
                decoding: try Data(contentsOf: folder.appendingPathComponent(name)), as: UTF8.self)
        }.joined()
        try #require(kept.contains("BELOW"), "\(line)")
        return !kept.contains("ABOVE")
    }
}

/// Random numbers that are the same in each run (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xbf58_476d_1ce4_e5b9
        bits = (bits ^ (bits >> 27)) &* 0x94d0_49bb_1331_11eb
        return bits ^ (bits >> 31)
    }
}
