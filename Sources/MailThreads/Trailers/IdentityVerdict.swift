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
    /// The trailer has no address to compare.
    case noAddress
    /// Another address; both.
    case different(person: String, sender: String)

    /// Compares by address; ASCII letters match in either case.
    public init(of person: Mailbox?, sender: Mailbox) {
        guard let person, !person.address.isEmpty, !sender.address.isEmpty else {
            self = .noAddress
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
        } else {
            self = .different(person: person.address, sender: sender.address)
        }
    }

    /// Whether the trailer counts as given by the sender.
    public var isSame: Bool {
        switch self {
        case .sameAddress, .sameWithoutTag, .sameOrganisation: true
        case .noAddress, .different: false
        }
    }

    /// One clause for people.
    public var reason: String {
        switch self {
        case .sameAddress: "same address as the sender"
        case .sameWithoutTag: "same address as the sender but for a +tag"
        case .sameOrganisation: "same name at a neighbouring domain of the sender"
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
