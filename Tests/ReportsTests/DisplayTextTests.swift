// SPDX-License-Identifier: GPL-2.0-only

import Testing

@testable import Reports

struct DisplayTextTests {
    @Test(arguments: ["", "plain", "a — ä 字 👍", "e\u{301}", "\u{2764}\u{fe0f}", "\u{fffd}"])
    func leavesVisibleTextAsItIs(text: String) {
        #expect(DisplayText.safe(text) == text)
    }

    @Test(arguments: [
        ("\u{1b}[1m", "\\u{1b}[1m"), ("a\tb", "a b"), ("\u{9b}", "\\u{9b}"), ("\0", "\\u{0}"),
        ("\r\n", "\\u{d}\\u{a}"), ("\u{202e}", "\\u{202e}"), ("\u{2066}", "\\u{2066}"),
        ("\u{200b}", "\\u{200b}"), ("\u{e0041}", "\\u{e0041}"), ("\u{2028}", "\\u{2028}"),
    ])
    func spellsOutWhatATerminalActsOn(text: String, safe: String) {
        #expect(DisplayText.safe(text) == safe)
    }

    /// Letters of another script among those of ASCII, or alone beside them.
    @Test(arguments: [
        ("L\u{456}nus", "L\\u{456}nus"), ("\u{410}cked-by: Ann", "\\u{410}cked-by: Ann"),
        (
            "\u{441}\u{43e}\u{440}\u{435}.example.org",
            "\\u{441}\\u{43e}\\u{440}\\u{435}.example.org"
        ),
        ("if (\u{430} < b)", "if (\\u{430} < b)"), ("\u{1d5a0}nn", "\\u{1d5a0}nn"),
        ("f\u{3bf}o_bar", "f\\u{3bf}o_bar"), ("\u{13aa}o", "\\u{13aa}o"),
    ])
    func spellsOutLettersThatPoseAsOthers(text: String, safe: String) throws {
        #expect(DisplayText.safe(text) == safe)
        #expect(HTMLWriter.escaped(text).contains("\\u{"))
        let json = JSONLayout.lines(of: Array("\"\(text)\"".utf8))
        #expect(json.utf8.allSatisfy { $0 < 0x80 })
        #expect(try JSONValue(json) == .string(text))
    }

    @Test(arguments: [
        "Иван Петров <ivan@example.org>", "Νίκος Παπαδόπουλος (Nikos)", "Στ. Οικονόμου",
        "с уважением",
        "Δt is 5 µs, β = 2π", "Արամ Խաչատրյան, Aram", "日本語 and ASCII", "Tomasz Zieliński, Yıldız",
        "СССР", "naïve café",
    ])
    func leavesNamesOfOtherScriptsAsTheyAre(text: String) {
        #expect(DisplayText.safe(text) == text)
    }

    @Test func showsBytesThatAreNotUTF8() {
        #expect(DisplayText.safe([0x61, 0xff, 0x1b]) == "a\u{fffd}\\u{1b}")
    }

    /// The terminal's own view: no scalar of the control and formatting categories survives.
    @Test func leavesNoControlAmongAllScalars() {
        for value in UInt32(0)...0x10ffff {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let isControl = scalar.properties.generalCategory == .control
            let isBidi = scalar.properties.isBidiControl
            if isControl || isBidi { #expect(DisplayText.isActive(scalar), "\(value)") }
        }
    }
}
