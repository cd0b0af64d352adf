// SPDX-License-Identifier: GPL-2.0-only

/// Writes elements as HTML (the HTML standard, section 13.1): the only place that makes tags.
struct HTMLWriter {
    private(set) var text = ""

    /// A whole document.
    static func document(_ root: HTMLElement) -> String {
        var writer = HTMLWriter()
        writer.text = "<!DOCTYPE html>\n"
        writer.write(root)
        writer.text += "\n"
        return writer.text
    }

    mutating func write(_ element: HTMLElement) {
        text += "<\(element.tag.rawValue)"
        for attribute in element.attributes {
            text += " \(attribute.name)=\"\(Self.escaped(attribute.value))\""
        }
        text += ">"
        guard !element.tag.isVoid else { return }
        // Escapes are not read in a style sheet; there is one, which is this program's own.
        if element.tag == .style {
            for case .text(let sheet) in element.children { text += sheet }
        } else {
            for child in element.children { write(child) }
        }
        text += "</\(element.tag.rawValue)>"
        if Self.endsLine.contains(element.tag) { text += "\n" }
    }

    private mutating func write(_ node: HTMLNode) {
        switch node {
        case .element(let element): write(element)
        case .text(let words): text += Self.escaped(words)
        case .lineFeed: text += "\n"
        }
    }

    /// Text without anything that a browser or an eye would act on.
    static func escaped(_ words: String) -> String {
        let safe = DisplayText.safe(words)
        guard safe.utf8.contains(where: { special.contains($0) }) else { return safe }
        var result = ""
        for character in safe.unicodeScalars {
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            default: result.unicodeScalars.append(character)
            }
        }
        return result
    }

    private static let special: Set<UInt8> = Set("&<>\"'".utf8)

    /// Elements behind which the source goes on in a new line.
    private static let endsLine: Set<HTMLTag> = [
        .article, .details, .div, .figure, .h1, .h2, .h3, .h4, .head, .header, .li, .nav, .p, .pre,
        .section, .style, .svg, .table, .title, .tr, .ul, .ol,
    ]
}
