// SPDX-License-Identifier: GPL-2.0-only

/// Texts by which a mail could try to take over a terminal, a page, or a reader's eye.
enum HostileStrings {
    static let all: [String] = [
        "\u{1b}[31mred\u{1b}[0m", "\u{1b}]0;title\u{7}", "\u{1b}]8;;http://example.org\u{1b}\\x",
        "\u{9b}2J", "\u{9d}0;x\u{9c}", "\u{90}q\u{9c}", "nul\0nul", "back\u{8}\u{8}space",
        "one\rtwo", "one\r\ntwo", "one\ntwo", "one\u{b}\u{c}two", "one\u{85}two", "\u{7f}\u{7f}",
        "one\u{2028}two\u{2029}three", "\u{202e}drawkcab\u{202c}", "\u{2066}isolated\u{2069}",
        "\u{61c}\u{200e}\u{200f}", "zero\u{200b}width\u{200d}\u{2060}\u{feff}", "soft\u{ad}hyphen",
        "tag\u{e0041}\u{e007f}", "filler\u{3164}\u{115f}\u{ffa0}", "annotated\u{fff9}\u{fffb}",
        "<script>alert(1)</script>", "</style><!--", "\"quoted\" \\ and \\u001b",
        String(repeating: "long", count: 5_000), String(repeating: "wide字", count: 300),
        "a" + String(repeating: "\u{301}", count: 200), "\u{fffe}\u{10ffff}", "\t\ttabs\t", " ", "",
    ]
}
