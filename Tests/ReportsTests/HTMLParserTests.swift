// SPDX-License-Identifier: GPL-2.0-only

import Foundation
import Testing

@testable import Reports
@testable import Reviews

/// Pages read by a parser that is not ours: Python's.
struct HTMLParserTests {
    private static let python = ["/usr/bin/python3", "/usr/local/bin/python3"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    /// Prints a line for each thing that has no place in a page; the arguments are files.
    private static let script = """
        import base64, hashlib, html.parser, sys, unicodedata
        TAGS = set('a article body caption code dd del details div dl dt figcaption figure footer '
                   'h1 h2 h3 h4 head header html ins li main meta nav ol p pre section small span '
                   'strong style summary table tbody td th thead title tr ul defs desc g line path '
                   'pattern rect svg text'.split())
        NAMES = set('aria-hidden aria-label aria-labelledby charset class colspan content height '
                    'href http-equiv id lang name patterntransform patternunits role scope '
                    'tabindex text-anchor viewbox width x x1 x2 y y1 y2'.split())
        class Page(html.parser.HTMLParser):
            def __init__(self, name):
                super().__init__(convert_charrefs=True)
                self.name, self.open, self.ids, self.links = name, [], set(), []
                self.policy, self.sheet = '', ''
            def fault(self, *words): print(self.name, *words)
            def handle_starttag(self, tag, attrs):
                if tag not in TAGS: self.fault('tag', tag)
                for name, value in attrs:
                    if name not in NAMES: self.fault('attribute', name)
                    if name == 'href' and not value.startswith('#'): self.fault('link', value)
                    if name == 'href': self.links.append(value[1:])
                    if name == 'id' and value in self.ids: self.fault('id twice', value)
                    if name == 'id': self.ids.add(value)
                    if name == 'content' and 'default-src' in value: self.policy = value
                    self.check(value or '')
                if tag != 'meta': self.open.append(tag)
            def handle_endtag(self, tag):
                if not self.open or self.open.pop() != tag: self.fault('end', tag)
            def handle_data(self, data):
                if self.open and self.open[-1] == 'style': self.sheet += data
                self.check(data)
            def handle_comment(self, data): self.fault('comment')
            def handle_pi(self, data): self.fault('instruction')
            def unknown_decl(self, data): self.fault('declaration')
            def check(self, text):
                for c in text:
                    if c != chr(10) and unicodedata.category(c) in ('Cc', 'Cf', 'Zl', 'Zp'):
                        self.fault('character', hex(ord(c)))
            def finish(self):
                if self.open: self.fault('left open', self.open)
                for link in self.links:
                    if link not in self.ids: self.fault('leads nowhere', link)
                digest = base64.b64encode(hashlib.sha256(self.sheet.encode()).digest()).decode()
                if "style-src 'sha256-%s'" % digest not in self.policy: self.fault('policy')
                if "default-src 'none'" not in self.policy: self.fault('policy')
        for name in sys.argv[1:]:
            page = Page(name.split('/')[-1])
            page.feed(open(name, encoding='utf-8', newline='').read())
            page.close()
            page.finish()
        """

    @Test(.enabled(if: python != nil, "skipped: there is no python3"))
    func nothingInAPageIsActive() throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("review-thread-pages-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        #expect(HostileStrings.all.count >= 100)
        var files: [String] = []
        for (number, word) in HostileStrings.all.enumerated() {
            let file = folder.appendingPathComponent("\(number).html")
            try Data(HTMLReport(ReviewFixture(word: word).review).text.utf8).write(to: file)
            files.append(file.path)
        }
        #expect(try faults(in: files, folder) == [])
        // The check itself sees what it is for.
        let bad = folder.appendingPathComponent("bad.html")
        try Data("<p onclick=x><script>1</script><a href=//x>\u{202e}</a>".utf8).write(to: bad)
        let seen = try faults(in: [bad.path], folder)
        for fault in ["attribute onclick", "tag script", "link //x", "character 0x202e", "policy"] {
            #expect(seen.contains("bad.html \(fault)"), "\(seen)")
        }
    }

    private func faults(in files: [String], _ folder: URL) throws -> [String] {
        let output = folder.appendingPathComponent("faults")
        try Data().write(to: output)
        let run = Process()
        run.executableURL = URL(fileURLWithPath: try #require(Self.python))
        run.arguments = ["-c", Self.script] + files
        let handle = try FileHandle(forWritingTo: output)
        run.standardOutput = handle
        run.standardError = handle
        try run.run()
        run.waitUntilExit()
        return String(decoding: try Data(contentsOf: output), as: UTF8.self)
            .split(separator: "\n").map(String.init)
    }
}
