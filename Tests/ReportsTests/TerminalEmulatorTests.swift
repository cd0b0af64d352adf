// SPDX-License-Identifier: GPL-2.0-only

import Foundation
import Testing

@testable import Reports
@testable import Reviews

/// Reports shown by a terminal emulator that is not ours: pyte, for Python.
struct TerminalEmulatorTests {
    private static let python = "/usr/bin/python3"

    private static let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Screens/terminal.py").path

    @Sendable private static func hasEmulator() throws -> Bool {
        guard FileManager.default.isExecutableFile(atPath: python) else { return false }
        return try run(["-c", "import pyte"]).isEmpty
    }

    private static func run(_ arguments: [String]) throws -> [String] {
        let output = FileManager.default.temporaryDirectory
            .appendingPathComponent("review-thread-emulator-\(UUID().uuidString)")
        try Data().write(to: output)
        defer { try? FileManager.default.removeItem(at: output) }
        let run = Process()
        run.executableURL = URL(fileURLWithPath: python)
        run.arguments = arguments
        let handle = try FileHandle(forWritingTo: output)
        run.standardOutput = handle
        run.standardError = handle
        try run.run()
        run.waitUntilExit()
        return String(decoding: try Data(contentsOf: output), as: UTF8.self)
            .split(separator: "\n").map(String.init)
    }

    @Test(.enabled("skipped: there is no python3 with pyte", hasEmulator), arguments: [80, 200])
    func hostileStringsAreShownAndNothingElse(width: Int) throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("review-thread-screens-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        func file(_ name: String, _ text: String) throws -> String {
            let place = folder.appendingPathComponent(name)
            try Data(text.utf8).write(to: place)
            return place.path
        }
        var files: [String] = []
        for (number, word) in HostileStrings.all.enumerated() {
            let review = ReviewFixture(word: word).review
            let texts = [true, false].map { hasColor in
                TerminalReport(review, style: TerminalStyle(width: width, hasColor: hasColor))
                    .text(isVerbose: true)
            }
            let plain = try file("\(number).txt", texts[1])
            files += [try file("\(number)-colour", texts[0]), plain, plain, plain]
        }
        #expect(files.count >= 400)
        #expect(try Self.run([Self.script, "\(width)"] + files) == [])
        // The check itself sees what it is for.
        let bad = try file(
            "bad",
            "\u{1b}]0;x\u{7}a\u{1b}[2J\u{1b}[31mb\u{8}\u{1b}[?25l\n\(String(repeating: "c", count: width + 1))"
        )
        let seen = try Self.run([Self.script, "\(width)", bad, try file("plain", "ab\nc")])
        for fault in ["set_title", "erase_in_display", "colour (31,)", "backspace", "reset_mode"] {
            #expect(seen.contains("bad: \(fault)"), "\(seen)")
        }
        #expect(seen.contains { $0.contains(" shows ") })
    }
}
