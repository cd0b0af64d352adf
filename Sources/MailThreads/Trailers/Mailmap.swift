// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText
public import Mail

/// Which addresses belong to one person, as a tree's `.mailmap` says (gitmailmap(5)).
public struct Mailmap: Hashable, Sendable {
    /// Proper name and address for each other address, all addresses in lower case.
    private var proper: [String: Person] = [:]
    /// What tells the map from others by its content.
    public let contentKey: ContentKey

    private struct Person: Hashable, Sendable {
        let name: String?
        let address: String
    }

    /// A map that knows nobody.
    public init() { contentKey = ContentKey([]) }

    /// Reads `Name <proper@address> Other Name <other@address>` and its shorter forms, a line each.
    ///
    /// Lines without an address are skipped. At most 100,000 lines are read.
    public init(_ bytes: [UInt8]) {
        contentKey = ContentKey(bytes)
        let text = ByteText(bytes)
        for line in text.lines.prefix(100_000) {
            let content = text[line].prefix { $0 != UInt8(ascii: "#") }
            let parts = content.split(separator: UInt8(ascii: "<"))
            guard content.contains(UInt8(ascii: "<")), parts.count >= 2 || content.first == 0x3c
            else { continue }
            var addresses: [String] = []
            for part in parts where part.contains(UInt8(ascii: ">")) {
                addresses.append(part.prefix { $0 != 0x3e }.asciiLowercased().lossyString)
            }
            let name = content.prefix { $0 != 0x3c }.trimmingBlanks().lossyString
            guard let first = addresses.first, let last = addresses.last else { continue }
            proper[last] = Person(name: name.isEmpty ? nil : name, address: first)
        }
    }

    /// The name of the person whose addresses both are; nil where the map does not say so.
    ///
    /// An address that is not in the map is a proper one.
    public func person(of first: Mailbox, and second: Mailbox) -> String? {
        let (one, other) = (lookUp(first), lookUp(second))
        guard one.address == other.address, !one.address.isEmpty else { return nil }
        return one.name ?? other.name ?? one.address
    }

    private func lookUp(_ person: Mailbox) -> Person {
        let address = person.address.utf8.asciiLowercased().lossyString
        return proper[address] ?? Person(name: person.name, address: address)
    }
}
