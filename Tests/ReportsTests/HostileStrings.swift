// SPDX-License-Identifier: GPL-2.0-only

/// Texts by which a mail could try to take over a terminal, a page, or a reader's eye.
enum HostileStrings {
    static let all: [String] =
        [
            "\u{1b}[31mred\u{1b}[0m", "\u{1b}]0;title\u{7}",
            "\u{1b}]8;;http://example.org\u{1b}\\x",
            "\u{9b}2J", "\u{9d}0;x\u{9c}", "\u{90}q\u{9c}", "nul\0nul", "back\u{8}\u{8}space",
            "one\rtwo", "one\r\ntwo", "one\ntwo", "one\u{b}\u{c}two", "one\u{85}two",
            "\u{7f}\u{7f}",
            "one\u{2028}two\u{2029}three", "\u{202e}drawkcab\u{202c}", "\u{2066}isolated\u{2069}",
            "\u{61c}\u{200e}\u{200f}", "zero\u{200b}width\u{200d}\u{2060}\u{feff}",
            "soft\u{ad}hyphen",
            "tag\u{e0041}\u{e007f}", "filler\u{3164}\u{115f}\u{ffa0}", "annotated\u{fff9}\u{fffb}",
            "<script>alert(1)</script>", "</style><!--", "\"quoted\" \\ and \\u001b",
            String(repeating: "long", count: 5_000), String(repeating: "wide字", count: 300),
            "L\u{456}nus \u{410}cked-by", "p\u{430}y\u{440}\u{430}l.example.org",
            "\u{1d5a0}\u{1d5bc}\u{1d5c4}", "\u{37e}\u{2044}\u{ff0f}\u{2215}",
            "a" + String(repeating: "\u{301}", count: 200), "\u{fffe}\u{10ffff}", "\t\ttabs\t", " ",
            "",
        ] + markup + sequences

    /// What a browser would run, load or follow, or what would end the place it stands in.
    private static let markup: [String] = [
        "<img src=x onerror=alert(1)>", "\"><svg onload=alert(1)>", "' onfocus='alert(1)",
        "\" autofocus onfocus=\"alert(1)", "</title><script>alert(1)</script>",
        "</svg><script>alert(1)</script>", "</pre></details></article>", "<!--", "-->", "--!>",
        "<![CDATA[<script>]]>", "<?xml version='1.0'?>", "<!DOCTYPE html>", "&lt;script&gt;",
        "&#60;script&#62;", "&#x3c;script", "&NewLine;&Tab;", "&amp", "javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>", "<a href=javascript:alert(1)>x</a>",
        "<a href='data:text/html;base64,PHNjcmlwdD4='>x</a>", "<base href=//example.org>",
        "<meta http-equiv=refresh content='0;url=//example.org'>", "<link rel=stylesheet href=//x>",
        "<style>@import '//example.org'</style>", "</style><script>alert(1)</script>",
        "<iframe src=//example.org>", "<object data=//example.org>", "<embed src=//example.org>",
        "<form action=//example.org><input>", "<math><mtext></mtext></math>",
        "<svg><use href='#x'/></svg>", "<template><script>", "<noscript><p title='</noscript>'>",
        "<textarea>", "<plaintext>", "<xmp>", "<select><option>", "<video><source onerror=x>",
        "`${alert(1)}`", "url(//example.org)", "expression(alert(1))", "\u{feff}<script>",
        "<scr\u{0}ipt>", "<SCRIPT SRC=//example.org>", "</ script>", "<script/x>alert(1)</script>",
    ]

    /// What a terminal would act on.
    private static let sequences: [String] = [
        "\u{1b}c", "\u{1b}[2J\u{1b}[H", "\u{1b}[?1049h", "\u{1b}[6n", "\u{1b}[5i",
        "\u{1b}P+q544e\u{1b}\\", "\u{1b}]52;c;eA==\u{7}", "\u{1b}_x\u{1b}\\",
        "\u{1b}^x\u{1b}\\", "\u{1b}#8", "\u{1b}(0lqk", "\u{e}\u{f}", "\u{84}\u{8d}",
        "\u{9b}31m", "\u{1b}[38;5;1m", "\u{1b}[1000;1000H", "\u{1b}", "\u{9f}x\u{9c}", "\u{5}",
        "\u{1b}[8m hidden",
    ]
}
