// SPDX-License-Identifier: GPL-2.0-only

/// An access to guest memory that is not allowed.
public struct MemoryFault: Error, Hashable, Sendable {
    /// What was tried.
    public enum Access: Hashable, Sendable {
        case load, store, fetch
    }

    /// Why it is not allowed.
    public enum Reason: Hashable, Sendable {
        /// Nothing is there.
        case unmapped
        /// Something is there that allows other accesses only.
        case permission
        /// A jump to an address that is no multiple of four. Loads and stores may be misaligned.
        case misaligned
    }

    /// What was tried.
    public let access: Access
    /// The first byte of the access.
    public let address: UInt64
    /// How many bytes the access asked for.
    public let byteCount: UInt64
    /// The first byte that is not accessible: `address` or one behind it.
    public let firstBadAddress: UInt64
    /// Why it is not allowed.
    public let reason: Reason

    /// A fault of `byteCount` bytes from `address`.
    public init(
        _ access: Access, at address: UInt64, byteCount: UInt64, firstBadAddress: UInt64,
        reason: Reason
    ) {
        self.access = access
        self.address = address
        self.byteCount = byteCount
        self.firstBadAddress = firstBadAddress
        self.reason = reason
    }
}
