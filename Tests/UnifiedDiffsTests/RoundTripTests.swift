// SPDX-License-Identifier: GPL-2.0-only

import ByteText
import Testing
import UnifiedDiffs

@Suite struct RoundTripTests {
    static let texts = [
        formattedPatch,
        "--- a/f\r\n+++ b/f\r\n@@ -1,2 +1 @@ x\r\n y\r\n-z\r\n\\ No newline at end of file\n",
        "@@ -1,4 +1,3 @@ f(\n x\n\n-y\n-w\n+z",
        #"""
        diff --git "a/t\303\274r" b/door
        similarity index 90%
        rename from "t\303\274r"
        rename to door
        --- "a/t\303\274r"
        +++ b/door
        @@ -0,0 +1 @@
        +x
        diff --git a/l b/l
        index 1111111..2222222 100644
        GIT binary patch
        delta 10
        RcmZ?wbhEHbG6D!SfB*mh00aO4

        """#,
    ]

    private func expectRoundTrip(_ text: ByteText) {
        for patch in DiffFinder().diffs(in: text).flatMap(\.patches) {
            #expect(patch.bytes == Array(text.bytes[patch.span]))
            for hunk in patch.hunks {
                #expect(hunk.span.upperBound <= patch.span.upperBound)
                #expect(hunk.firstLineNumber >= patch.firstLineNumber)
            }
            #expect(patch.problems.allSatisfy { $0.span.upperBound <= text.bytes.count })
        }
    }

    @Test(arguments: texts)
    func whatWasReadIsWrittenAgain(text: String) {
        #expect(!diffs(in: text).isEmpty)
        expectRoundTrip(ByteText(text))
    }

    @Test(arguments: texts)
    func everyTruncationIsRead(text: String) {
        let bytes = Array(text.utf8)
        for count in bytes.indices {
            expectRoundTrip(ByteText(Array(bytes[..<count])))
        }
    }

    @Test(arguments: texts)
    func everyChangeOfOneByteIsRead(text: String) {
        var bytes = Array(text.utf8)
        for index in bytes.indices {
            let byte = bytes[index]
            for changed in Array("\n\r\0 +-@\\\"9a/\u{7f}".utf8) + [0xff] where changed != byte {
                bytes[index] = changed
                expectRoundTrip(ByteText(bytes))
            }
            bytes[index] = byte
        }
    }

    @Test(
        .timeLimit(.minutes(2)),
        arguments: [
            "index 1234567..89abcde 100644\n", "Index: f\n", "old mode 100644\n",
            "@@ -1,9 +1,9 @@\n x\n",
            "--- a/f\n", "@@ -1,999999 +1,999999 @@\n\n\n\n", "diff --git a/f b/f\n",
        ])
    func linesThatAlmostBeginADiffTakeLinearTime(line: String) {
        let text = ByteText(String(repeating: line, count: 10_000))
        #expect(DiffFinder().diffs(in: text).isEmpty)
    }

    @Test(.timeLimit(.minutes(2))) func aLineOfBlanksAndSlashesTakesLinearTime() {
        let name = String(repeating: "a/ ", count: 5_000)
        let text = String(repeating: "diff --git \(name)\nold mode 1\n", count: 200)
        #expect(diffs(in: text).flatMap(\.patches).count == 200)
    }
}
