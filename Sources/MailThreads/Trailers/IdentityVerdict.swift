// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText
public import Mail

/// Whether the person of a trailer is the sender of the message that it stands in, and why.
public enum IdentityVerdict: Hashable, Sendable {
    /// The same address.
    case sameAddress
    /// The same address after dropping `+tag` from the local part.
    case sameWithoutTag
    /// The same local part, and one domain is the other with one label before it.
    case sameOrganisation
    /// Two addresses of one person by a mailmap; the person's name there.
    case mailmap(String)
    /// The same name, and the sender has no address, as on an archive's page.
    case nameOnly
    /// The same name at another address, which anybody can write; both addresses.
    case sameName(person: String, sender: String)
    /// The trailer has no address to compare.
    case noAddress
    /// Another address; both.
    case different(person: String, sender: String)

    /// Compares by address; ASCII letters match in either case.
    ///
    /// - Parameter known: which addresses belong to one person.
    public init(of person: Mailbox?, sender: Mailbox, known: Mailmap = Mailmap()) {
        guard let person, !person.address.isEmpty, !sender.address.isEmpty else {
            let isNamed = person.map { Self.haveSameName($0, sender) } ?? false
            self = isNamed && sender.address.isEmpty ? .nameOnly : .noAddress
            return
        }
        let first = AddressParts(person.address)
        let second = AddressParts(sender.address)
        if person.hasSameAddress(as: sender) {
            self = .sameAddress
        } else if first.local == second.local, first.domain == second.domain {
            self = .sameWithoutTag
        } else if first.local == second.local,
            first.isOneLabel(beyond: second) || second.isOneLabel(beyond: first)
        {
            self = .sameOrganisation
        } else if let name = known.person(of: person, and: sender) {
            self = .mailmap(name)
        } else if Self.haveSameName(person, sender) {
            self = .sameName(person: person.address, sender: sender.address)
        } else {
            self = .different(person: person.address, sender: sender.address)
        }
    }

    /// Names without regard to case, quotation marks and blanks.
    private static func haveSameName(_ person: Mailbox, _ sender: Mailbox) -> Bool {
        guard let first = person.name, let second = sender.name else { return false }
        func letters(_ name: String) -> [UInt8] {
            name.utf8.asciiLowercased().filter { !$0.isASCIIWhitespace && $0 != 0x22 }
        }
        let words = first.utf8.split(whereSeparator: \.isASCIIWhitespace)
        return words.count > 1 && letters(first) == letters(second)
    }

    /// Whether the trailer counts as given by the sender.
    public var isSame: Bool {
        switch self {
        case .sameAddress, .sameWithoutTag, .sameOrganisation, .mailmap: true
        case .nameOnly, .sameName, .noAddress, .different: false
        }
    }

    /// One clause for people.
    public var reason: String {
        switch self {
        case .sameAddress: "same address as the sender"
        case .sameWithoutTag: "same address as the sender but for a +tag"
        case .sameOrganisation: "same name at a neighbouring domain of the sender"
        case .mailmap(let name): "an address of \(name), as the mailmap has it"
        case .nameOnly: "same name; the sender's address is not shown"
        case .sameName(let person, let sender):
            "same name, but for \(person), sent by \(sender): anybody can write a name"
        case .noAddress: "no address to compare with the sender"
        case .different(let person, let sender): "for \(person), sent by \(sender)"
        }
    }
}

/// An address in lower case, without the `+tag` of its local part.
private struct AddressParts {
    let local: ArraySlice<UInt8>
    let domain: ArraySlice<UInt8>

    init(_ address: String) {
        let bytes = address.utf8.asciiLowercased()
        let at = bytes.lastIndex(of: UInt8(ascii: "@")) ?? bytes.endIndex
        local = bytes[..<at].prefix { $0 != UInt8(ascii: "+") }
        domain = bytes[at...].dropFirst()
    }

    /// Whether this domain is `label.` and the other one, which has two labels at least.
    func isOneLabel(beyond other: AddressParts) -> Bool {
        guard other.domain.contains(UInt8(ascii: ".")), domain.count > other.domain.count + 1,
            domain.suffix(other.domain.count).elementsEqual(other.domain)
        else { return false }
        let label = domain.dropLast(other.domain.count)
        return label.last == UInt8(ascii: ".") && !label.dropLast().contains(UInt8(ascii: "."))
    }
}
