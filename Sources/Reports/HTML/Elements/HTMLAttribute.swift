// SPDX-License-Identifier: GPL-2.0-only

/// An attribute of an element. Words from outside can get into labels only; links lead to places
/// of the same page.
struct HTMLAttribute {
    let name: String
    let value: String

    /// An attribute whose name and value are this program's own.
    private init(_ name: StaticString, _ value: String) {
        self.name = name.description
        self.value = value
    }

    static func fixed(_ name: StaticString, _ value: StaticString) -> HTMLAttribute {
        HTMLAttribute(name, value.description)
    }

    static func `class`(_ names: StaticString) -> HTMLAttribute { .fixed("class", names) }

    /// The name of the element, which links lead to.
    static func id(_ anchor: PageAnchor) -> HTMLAttribute { HTMLAttribute("id", anchor.text) }

    /// Where a link leads.
    static func link(_ anchor: PageAnchor) -> HTMLAttribute {
        HTMLAttribute("href", "#" + anchor.text)
    }

    /// What an element is called by those who do not see it.
    static func label(_ text: String) -> HTMLAttribute { HTMLAttribute("aria-label", text) }

    /// The element that names this one.
    static func labelled(by anchor: PageAnchor) -> HTMLAttribute {
        HTMLAttribute("aria-labelledby", anchor.text)
    }

    /// What the cells of a row or column have in common.
    static func scope(_ scope: StaticString) -> HTMLAttribute { .fixed("scope", scope) }

    /// A number of SVG, with at most two digits behind the point.
    static func number(_ name: StaticString, _ value: Double) -> HTMLAttribute {
        HTMLAttribute(name, Self.digits(value))
    }

    /// The part of the plane that a picture shows.
    static func viewBox(width: Double, height: Double) -> HTMLAttribute {
        HTMLAttribute("viewBox", "0 0 \(digits(width)) \(digits(height))")
    }

    /// How many columns a cell takes up.
    static func columns(_ count: Int) -> HTMLAttribute { HTMLAttribute("colspan", "\(count)") }

    /// How far a message is indented in its thread, as a class.
    static func depth(_ depth: Int) -> HTMLAttribute {
        HTMLAttribute("class", "d\(min(max(depth, 0), 12))")
    }

    /// The policy that lets the page's own style sheet through and nothing else.
    static func policy(styleDigest: String) -> HTMLAttribute {
        HTMLAttribute(
            "content",
            "default-src 'none'; style-src 'sha256-\(styleDigest)'; img-src 'none'; "
                + "base-uri 'none'; form-action 'none'")
    }

    private static func digits(_ value: Double) -> String {
        let hundredths = Int((value * 100).rounded())
        let (whole, rest) = hundredths.magnitude.quotientAndRemainder(dividingBy: 100)
        let sign = hundredths < 0 ? "-" : ""
        if rest == 0 { return "\(sign)\(whole)" }
        return "\(sign)\(whole)."
            + (rest < 10 ? "0\(rest)" : rest % 10 == 0 ? "\(rest / 10)" : "\(rest)")
    }
}
