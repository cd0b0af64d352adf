// SPDX-License-Identifier: GPL-2.0-only

/// A named address of an executable (ELF-64 object file format, "Symbol table").
public struct ELFSymbol: Hashable, Sendable {
    /// What a symbol names.
    public enum Kind: Hashable, Sendable {
        /// `STT_FUNC`
        case function
        /// `STT_OBJECT`
        case object
        /// `STT_NOTYPE`: assembler labels and addresses given to the linker.
        case untyped
    }

    /// The name; bytes that are not UTF-8 are replaced.
    public let name: String
    /// The guest address.
    public let address: UInt64
    /// The size in bytes; 0 when unknown.
    public let size: UInt64
    /// What it names.
    public let kind: Kind
    /// True when other files can see it (`STB_GLOBAL` or `STB_WEAK`).
    public let isGlobal: Bool

    /// True when `address` lies in the symbol's bytes.
    public func contains(_ address: UInt64) -> Bool {
        address >= self.address && address - self.address < size
    }
}
