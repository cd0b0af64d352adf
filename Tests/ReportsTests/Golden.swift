// SPDX-License-Identifier: GPL-2.0-only

import Foundation
import Testing

/// Texts that are kept beside the tests; `RECORD_GOLDEN=1` rewrites them and fails.
enum Golden {
    static func expect(
        _ text: String, in name: String, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        let file = folder.appendingPathComponent("Golden").appendingPathComponent(name)
        if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1" {
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
            Issue.record("\(name) was rewritten", sourceLocation: sourceLocation)
            return
        }
        let kept = try String(decoding: Data(contentsOf: file), as: UTF8.self)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let keptLines = kept.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines == keptLines, sourceLocation: sourceLocation)
    }
}
