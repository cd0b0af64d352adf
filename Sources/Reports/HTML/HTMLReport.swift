// SPDX-License-Identifier: GPL-2.0-only

internal import Foundation
internal import KernelBuild
public import Reviews

/// A review as one page of HTML that needs nothing else: no script, no picture, no font from
/// elsewhere, and a policy that forbids them.
///
/// The head of the terminal's page comes first. Each cell of the table leads to what the driver did
/// there, each tag and remark to the line of the message that holds it.
public struct HTMLReport {
    private let review: ThreadReview
    private let version: String

    /// Sets a review; `version` is that of the program, for the foot of the page.
    public init(_ review: ThreadReview, version: String = "") {
        self.review = review
        self.version = version
    }

    /// The page, which ends in a line feed.
    public var text: String { HTMLWriter.document(page) }

    /// The page as elements.
    var page: HTMLElement {
        let index = PageIndex(review)
        let parts: [any PagePart] = [
            RankingPart(index: index), MatrixPart(index: index), EvidencePart(index: index),
            LadderPart(index: index), HunksPart(index: index), TagsPart(index: index),
            StatePart(index: index), AudiencePart(index: index), ThreadPart(index: index),
        ]
        let shown = parts.compactMap { part in part.content.map { (part, $0) } }
        return HTMLElement(.html, .fixed("lang", "en")) {
            head
            HTMLElement(.body) {
                HTMLElement(.a, .class("skip"), .link(.part("main"))) { "Skip to the proposals" }
                HTMLElement(.header) {
                    HeadPart(index: index).content
                }
                HTMLElement(.nav, .label("Parts of this page")) {
                    HTMLElement(.ul) {
                        for (part, _) in shown {
                            HTMLElement(.li) {
                                HTMLElement(.a, .link(part.anchor)) { part.title }
                            }
                        }
                    }
                }
                HTMLElement(.main, .id(.part("main")), .fixed("tabindex", "-1")) {
                    for (part, content) in shown {
                        HTMLElement(.section, .id(part.anchor), .label(part.title)) {
                            HTMLElement(.h2) { part.title }
                            content
                        }
                    }
                }
                HTMLElement(.footer) {
                    HTMLElement(.p) {
                        "Made by review-thread \(version). Every verdict about a driver comes from "
                            + "running its code in a sandbox; nothing is read off a diff."
                    }
                }
            }
        }
    }

    private var head: HTMLElement {
        HTMLElement(.head) {
            HTMLElement(.meta, .fixed("charset", "utf-8"))
            HTMLElement(
                .meta, .fixed("http-equiv", "Content-Security-Policy"),
                .policy(styleDigest: Self.digest(of: PageStyle.sheet)))
            HTMLElement(
                .meta, .fixed("name", "viewport"),
                .fixed("content", "width=device-width, initial-scale=1"))
            HTMLElement(.meta, .fixed("name", "referrer"), .fixed("content", "no-referrer"))
            HTMLElement(.meta, .fixed("name", "color-scheme"), .fixed("content", "light dark"))
            HTMLElement(.title) { LineBreaks.cut("Review: \(review.subject)", width: 120) }
            HTMLElement(.style) { PageStyle.sheet }
        }
    }

    /// The SHA-256 digest of a style sheet in Base64, as the policy names it.
    static func digest(of sheet: String) -> String {
        let digits = Array(ContentDigest.hexadecimal(of: Array(sheet.utf8)))
        let bytes = stride(from: 0, to: digits.count, by: 2).compactMap {
            UInt8(String(digits[$0...($0 + 1)]), radix: 16)
        }
        return Data(bytes).base64EncodedString()
    }
}

/// A part of the page with a heading.
protocol PagePart {
    var title: String { get }
    var anchor: PageAnchor { get }

    /// What stands below the heading; nil where there is nothing to say.
    var content: [HTMLNode]? { get }
}
