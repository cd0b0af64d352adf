// SPDX-License-Identifier: GPL-2.0-only

import HunkMatching
import Testing

@Suite struct WhitespaceRepairTests {
    private let file = "void f(void)\n{\n\tint n = 0;\n\n\tif (n) {\n\t\tn++;\n\t}\n}\n"

    private func damaged(_ text: String) -> String { patch(text) }

    @Test func blanksForTabsAreTurnedBackByTheColumnsOfTheHunk() throws {
        let outcome = try apply(
            damaged(
                """
                @@ -4,4 +4,6 @@
                 
                        if (n) {
                                n++;
                +               if (n)
                +                       n--;
                        }

                """), to: ["f": file])
        #expect(outcome.verdicts == [.exact])
        #expect(
            outcome.files[0].hunks[0].repairs
                == [.tabs(.columnsWithMark, contextLines: 3, addedLines: 2)])
        #expect(
            try text(of: "f", in: outcome)
                == "void f(void)\n{\n\tint n = 0;\n\n\tif (n) {\n\t\tn++;\n\t\tif (n)\n\t\t\tn--;\n\t}\n}\n"
        )
    }

    @Test func eachTabMayHaveBecomeFourBlanks() throws {
        let outcome = try apply(
            damaged(
                """
                @@ -5,3 +5,4 @@
                     if (n) {
                         n++;
                +        n--;
                     }

                """), to: ["f": file])
        #expect(
            outcome.files[0].hunks[0].repairs
                == [.tabs(.blanks(4), contextLines: 3, addedLines: 1)])
        #expect(try text(of: "f", in: outcome)?.contains("\t\tn++;\n\t\tn--;\n") == true)
    }

    @Test func blanksThatAlignStayBlanks() throws {
        let outcome = try apply(
            damaged(
                """
                @@ -5,3 +5,4 @@
                        if (n) {
                                n++;
                +               call(n,
                +                    n);
                        }

                """.replacing("+5,4", with: "+5,5")), to: ["f": file])
        #expect(
            try text(of: "f", in: outcome)?.contains("\t\tcall(n,\n\t\t     n);\n") == true)
    }

    @Test func blankLinesThatGainedBlanksMatch() throws {
        let outcome = try apply(
            damaged("@@ -3,3 +3,4 @@\n \tint n = 0;\n   \n+  \n \tif (n) {\n"), to: ["f": file])
        #expect(outcome.files[0].hunks[0].repairs == [.trailingBlanks(lines: 1)])
        #expect(try text(of: "f", in: outcome)?.contains("n = 0;\n\n\n\tif") == true)
    }

    @Test func lostCarriageReturnsComeBack() throws {
        let outcome = try apply(
            patch("@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n"), to: ["f": "a\r\nb\r\nc\r\n"])
        #expect(outcome.files[0].hunks[0].repairs == [.carriageReturnsLost])
        #expect(try text(of: "f", in: outcome) == "a\r\nB\r\nc\r\n")
    }

    @Test func gainedCarriageReturnsGo() throws {
        let outcome = try apply(
            patch("@@ -1,3 +1,3 @@\r\n a\r\n-b\r\n+B\r\n c\r\n"), to: ["f": "a\nb\nc\n"])
        #expect(outcome.files[0].hunks[0].repairs == [.carriageReturnsGained])
        #expect(try text(of: "f", in: outcome) == "a\nB\nc\n")
    }

    @Test func anIndentationThatNoRuleExplainsIsAConflict() throws {
        let outcome = try apply(
            damaged("@@ -5,3 +5,4 @@\n      if (n) {\n   n++;\n+  n--;\n \t}\n"), to: ["f": file])
        #expect(outcome.status == .fails)
    }

    @Test func aRepairMayBeForbidden() throws {
        let hunk = damaged("@@ -3,3 +3,4 @@\n \tint n = 0;\n   \n+x\n \tif (n) {\n")
        #expect(try apply(hunk, to: ["f": file]).status == .applies)
        let options = MatchOptions(repairsWhitespace: false)
        #expect(try apply(hunk, to: ["f": file], options: options).status == .fails)
    }

    @Test func wordsThatDifferAreNeverRepaired() throws {
        let outcome = try apply(
            damaged("@@ -5,3 +5,4 @@\n        if (m) {\n                n++;\n+x\n \t}\n"),
            to: ["f": file])
        #expect(outcome.status == .fails)
    }
}
