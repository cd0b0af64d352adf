// SPDX-License-Identifier: GPL-2.0-only

import Testing

@testable import Reports
@testable import Reviews

struct HTMLReportTests {
    private func elements(of element: HTMLElement) -> [HTMLElement] {
        var all = [element]
        for case .element(let child) in element.children { all += elements(of: child) }
        return all
    }

    private func words(of element: HTMLElement) -> String {
        var all = ""
        for node in element.children {
            switch node {
            case .element(let child): all += words(of: child)
            case .text(let text): all += text
            case .lineFeed: all += "\n"
            }
        }
        return all
    }

    private func value(_ name: String, of element: HTMLElement) -> String? {
        element.attributes.first { $0.name == name }?.value
    }

    private func all(_ word: String = "w") -> [HTMLElement] {
        elements(of: HTMLReport(ReviewFixture(word: word).review).page)
    }

    @Test(arguments: ["word", "<script>", "\u{202e}\" x"])
    func everyLinkLeadsSomewhereAndEveryPlaceIsNamedOnce(word: String) {
        let all = all(word)
        let names = all.compactMap { value("id", of: $0) }
        #expect(Set(names).count == names.count)
        let links = all.compactMap { value("href", of: $0) }
        #expect(links.count > 20)
        for link in links {
            #expect(link.first == "#" && names.contains(String(link.dropFirst())), "\(link)")
        }
    }

    @Test func noWordFromOutsideGetsIntoAnAttribute() {
        for element in all("hostile") {
            for attribute in element.attributes {
                #expect(!attribute.value.contains("hostile"))
            }
        }
    }

    @Test func aCellLeadsToItsPictureAndItsTrace() throws {
        let all = all()
        let matrix = try #require(all.first { value("class", of: $0) == "matrix" })
        let link = try #require(
            elements(of: matrix).first { $0.tag == .a && words(of: $0) == "✗ crash" })
        let name = try #require(value("href", of: link)).dropFirst()
        let place = try #require(all.first { value("id", of: $0) == String(name) })
        #expect(elements(of: place).contains { $0.tag == .svg })
        #expect(elements(of: place).contains { words(of: $0) == "Trace of scenario w" })
        #expect(words(of: place).contains("printed: printk w"))
    }

    @Test func aTagLeadsToItsLine() throws {
        let all = all()
        let tags = try #require(all.first { value("id", of: $0) == "tags" })
        let links = elements(of: tags).compactMap { value("href", of: $0) }
        #expect(links == ["#m2-4", "#m2-4", "#m2-4"])
        let line = try #require(all.first { value("id", of: $0) == "m2-4" })
        #expect(words(of: line).contains("w"))
    }

    @Test func everyTableHasHeadsWithAScopeAndEveryPictureAName() {
        let all = all()
        for head in all where head.tag == .th {
            #expect(["row", "col"].contains(value("scope", of: head)))
        }
        for table in all where table.tag == .table {
            #expect(elements(of: table).contains { $0.tag == .th })
        }
        for picture in all where picture.tag == .svg && value("role", of: picture) == "img" {
            let title = value("aria-labelledby", of: picture)
            #expect(elements(of: picture).contains { value("id", of: $0) == title })
        }
    }

    @Test func holdsEveryStatement() {
        let review = ReviewFixture(word: "word").review
        let text = words(of: HTMLReport(review).page)
        for statement in review.statements {
            #expect(text.contains(statement.text), "\(statement.text)")
        }
    }

    @Test func theHeadComesFirst() throws {
        let text = words(of: HTMLReport(ReviewFixture(word: "word").review).page)
        let places = ["the verdict word", "ask word", "P2 is worse word", "Who posted what"].map {
            text.firstRange(of: $0)?.lowerBound
        }
        let found = try places.map { try #require($0) }
        #expect(found == found.sorted())
    }

    @Test func theSameReviewGivesTheSameBytes() {
        let review = ReviewFixture(word: "word").review
        #expect(HTMLReport(review).text == HTMLReport(review).text)
    }

    @Test func theDigestIsWhatSha256sumGives() {
        #expect(HTMLReport.digest(of: "a{}") == "X1RutGBrXCt9KkSaXMK7tHftWiRscFHOhxsS8tv8hBk=")
    }

    @Test(arguments: [
        ("a & b", "a &amp; b"), ("<b>", "&lt;b&gt;"), ("'\"", "&#39;&quot;"),
        ("\u{202e}x", "\\u{202e}x"), ("\u{0}", "\\u{0}"), ("字", "字"), ("&amp;", "&amp;amp;"),
    ])
    func textIsEscaped(text: String, escaped: String) {
        #expect(HTMLWriter.escaped(text) == escaped)
    }
}
