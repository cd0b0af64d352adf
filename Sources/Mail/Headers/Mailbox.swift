// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText

/// A person or list as an address field names it: `Ann Example <ann@example.org> (she reviews)`.
public struct Mailbox: Hashable, Sendable {
    /// The display name, decoded; where there is none the comment, as in
    /// `ann@example.org (Ann Example)`.
    public let name: String?
    /// The address without angle brackets, as written: `ann@example.org`.
    ///
    /// Empty when there is none, as in `From: Ann Example`.
    public let address: String
    /// The text of comments in parentheses that do not serve as the name.
    public let comment: String?

    /// Makes a mailbox from decoded parts.
    public init(name: String?, address: String, comment: String? = nil) {
        self.name = name
        self.address = address
        self.comment = comment
    }

    /// The name, or the address when there is none, for tables.
    public var displayName: String { name ?? address }

    /// What tells people apart when they are counted: the address, or the name when there is none, in
    /// lower case.
    public var identity: String { (address.isEmpty ? displayName : address).lowercased() }

    /// Whether both have the same address; ASCII letters match in either case.
    ///
    /// RFC 5321 lets the local part be case-sensitive; no mail system in use relies on it.
    public func hasSameAddress(as other: Mailbox) -> Bool {
        !address.isEmpty && address.utf8.equalsIgnoringCase(other.address)
    }
}

extension Mailbox {
    /// Reads the mailboxes of an unfolded address list, as an address field or a trailer has it.
    ///
    /// Names are decoded. Something that is no address comes back as a mailbox with an empty one.
    public static func mailboxes(
        in value: some Collection<UInt8>, limits: MailLimits = .standard
    ) -> [Mailbox] {
        AddressParser.parse(Array(value.prefix(limits.fieldBytes)), limits: limits).mailboxes
    }
}
