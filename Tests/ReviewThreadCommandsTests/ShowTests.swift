// SPDX-License-Identifier: GPL-2.0-only

import Foundation
import Testing

@testable import ReviewThreadCommands

/// What `review-thread show` prints, and where.
@Suite struct ShowTests {
    private let folder: TemporaryFolder
    private let gather = "\(Program.samples)/always-fill-gather.mbox"

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test func `a thread is shown as text`() throws {
        let run = try Program.run(["show", gather], in: folder)
        #expect(run.status == 0)
        #expect(run.errors.isEmpty)
        #expect(run.output.contains("answers 1"))
    }

    @Test func `a thread is shown as data`() throws {
        let run = try Program.run(["show", "--json", gather], in: folder)
        #expect(run.status == 0)
        let document = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
        let threads = (document as? [String: Any])?["threads"] as? [[String: Any]]
        #expect(threads?.count == 1)
        #expect((document as? [String: Any])?["duplicateCount"] as? Int == 0)
    }

    @Test func `what is given twice is counted, and shown once`() throws {
        let run = try Program.run(["show", gather, gather], in: folder)
        #expect(run.status == 0)
        #expect(run.errors.contains(" are copies and left out, 0 have the identifier"))
        let quiet = try Program.run(["show", "--quiet", gather, gather], in: folder)
        #expect(quiet.errors.isEmpty)
    }

    @Test func `one document and data exclude each other`() throws {
        let run = try Program.run(["show", "--json", "--collate", gather], in: folder)
        #expect(run.status == 64)
    }
}
