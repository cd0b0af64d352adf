// SPDX-License-Identifier: GPL-2.0-only

/// The name of a place in a page: made of this program's own words and of numbers.
struct PageAnchor: Hashable {
    let text: String

    private init(_ text: String) { self.text = text }

    /// A part of the page.
    static func part(_ name: StaticString) -> PageAnchor { PageAnchor(name.description) }

    /// A message by its number from 1.
    static func message(_ number: Int) -> PageAnchor { PageAnchor("m\(number)") }

    /// A line of a message's text.
    static func line(_ line: Int, message: Int) -> PageAnchor { PageAnchor("m\(message)-\(line)") }

    /// A proposal by its index.
    static func proposal(_ index: Int) -> PageAnchor { PageAnchor("p\(index + 1)") }

    /// The hunks of a proposal.
    static func hunks(_ index: Int) -> PageAnchor { PageAnchor("h\(index + 1)") }

    /// A driver on variants that do the same, by their indices.
    static func evidence(driver: Int, group: Int) -> PageAnchor {
        PageAnchor("e\(driver + 1)-\(group + 1)")
    }

    /// What the compiler says of a variant.
    static func build(_ variant: Int) -> PageAnchor { PageAnchor("b\(variant + 1)") }

    /// A remark by its number in the ledger.
    static func remark(_ number: Int) -> PageAnchor { PageAnchor("r\(number)") }

    /// The title and the description of a picture, by its number in the page.
    static func pictureTitle(_ picture: Int) -> PageAnchor { PageAnchor("t\(picture)") }
}
