// SPDX-License-Identifier: GPL-2.0-only

import Testing

@testable import GitObjects

@Suite struct ObjectIDTests {
    @Test func aBlobHasTheIDThatGitGivesIt() {
        // As `git hash-object` says of an empty file, and of "x" and a line feed.
        #expect(ObjectID.blob(of: []).hex == "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391")
        #expect(
            ObjectID.blob(of: Array("x\n".utf8)).hex
                == "587be6b4c3f93f93c489c0111bba5596147a26cb")
    }

    /// No bytes are known whose id as a blob libgit2 refuses: the way out is tested by itself.
    @Test func bytesMadeToCollideWouldGetAnIDOfTheirOwn() {
        let standIns = [[], [0], [0, 0], [0x30]].map { ObjectID.standIn(for: $0) }
        #expect(Set(standIns).count == 4)
        #expect(standIns[1] == Array("made to collide\n00".utf8))
    }

    @Test func anIDIsReadAndWritten() throws {
        let hex = "0123456789abcdef0123456789abcdef01234567"
        let id = try #require(ObjectID(hex: hex.uppercased()))
        #expect(id.hex == hex)
        #expect(ObjectID(bytes: id.bytes) == id)
        #expect(id.bytes.count == 20)
    }

    @Test(arguments: ["", "01", "0123456789abcdef0123456789abcdef0123456g", "x"])
    func anythingElseIsNoID(text: String) {
        #expect(ObjectID(hex: text) == nil)
        #expect(ObjectID(bytes: Array(text.utf8)) == nil)
    }

    @Test func idsAreInTheOrderOfTheirDigits() throws {
        let ids = [
            "00" + String(repeating: "f", count: 38), "01" + String(repeating: "0", count: 38),
        ]
        let parsed = try ids.map { try #require(ObjectID(hex: $0)) }
        #expect(parsed[0] < parsed[1])
    }
}
