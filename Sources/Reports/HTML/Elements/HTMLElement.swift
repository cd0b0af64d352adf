// SPDX-License-Identifier: GPL-2.0-only

/// An element of a page. A page is made of these alone, never of strings with tags in them, so that
/// what comes from outside can only ever be text.
struct HTMLElement {
    let tag: HTMLTag
    let attributes: [HTMLAttribute]
    let children: [HTMLNode]

    /// An element with these attributes and children.
    init(
        _ tag: HTMLTag, _ attributes: HTMLAttribute..., @HTMLBuilder content: () -> [HTMLNode]
    ) {
        self.tag = tag
        self.attributes = attributes
        children = content()
    }

    /// An element with these attributes and without children.
    init(_ tag: HTMLTag, _ attributes: HTMLAttribute...) {
        self.tag = tag
        self.attributes = attributes
        children = []
    }
}

/// What an element holds.
enum HTMLNode {
    case element(HTMLElement)

    /// Text from anywhere: ``DisplayText`` and the escapes of HTML make it safe when it is written.
    case text(String)

    /// A line feed, for the lines of a `pre`.
    case lineFeed
}

/// The elements that pages use. None of them loads, runs or sends anything.
enum HTMLTag: String {
    case a, article, body, caption, code, dd, del, details, div, dl, dt, figcaption, figure, footer
    case h1, h2, h3, h4, head, header, html, ins, li, main, meta, nav, ol, p, pre, section, small
    case span, strong, style, summary, table, tbody, td, th, thead, title, tr, ul
    // SVG.
    case defs, desc, g, line, path, pattern, rect, svg, text

    /// Whether it has neither children nor an end tag.
    var isVoid: Bool { self == .meta }
}

/// Lists children as statements.
@resultBuilder
enum HTMLBuilder {
    static func buildExpression(_ element: HTMLElement) -> [HTMLNode] { [.element(element)] }
    static func buildExpression(_ element: HTMLElement?) -> [HTMLNode] {
        element.map { [.element($0)] } ?? []
    }
    static func buildExpression(_ elements: [HTMLElement]) -> [HTMLNode] {
        elements.map(HTMLNode.element)
    }
    static func buildExpression(_ text: String) -> [HTMLNode] { [.text(text)] }
    static func buildExpression(_ nodes: [HTMLNode]) -> [HTMLNode] { nodes }
    static func buildBlock(_ parts: [HTMLNode]...) -> [HTMLNode] { parts.flatMap { $0 } }
    static func buildOptional(_ part: [HTMLNode]?) -> [HTMLNode] { part ?? [] }
    static func buildEither(first part: [HTMLNode]) -> [HTMLNode] { part }
    static func buildEither(second part: [HTMLNode]) -> [HTMLNode] { part }
    static func buildArray(_ parts: [[HTMLNode]]) -> [HTMLNode] { parts.flatMap { $0 } }
}
