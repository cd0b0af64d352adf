// SPDX-License-Identifier: GPL-2.0-only

/// What the guest may do with a range of addresses.
public struct Permissions: OptionSet, Hashable, Sendable {
    /// Bit 0 read, bit 1 write, bit 2 execute.
    public let rawValue: UInt8

    /// Takes the bits as they are.
    public init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// Loads are allowed.
    public static let read = Permissions(rawValue: 1)
    /// Stores are allowed.
    public static let write = Permissions(rawValue: 2)
    /// Instructions may be fetched. Only an executable's own segments have it.
    public static let execute = Permissions(rawValue: 4)
}
