// SPDX-License-Identifier: GPL-2.0-only

/// Why a byte sequence is not an executable that this machine can load.
public enum ELFProblem: Error, Hashable, Sendable {
    /// Fewer bytes than `needed` from `offset` on; `what` names the structure.
    case truncated(what: String, offset: UInt64, needed: UInt64)
    /// The first four bytes are not `7F 45 4C 46`.
    case notELF
    /// Not 64-bit, little endian, version 1.
    case unsupportedFormat
    /// `e_machine` is not 243 (RISC-V).
    case wrongMachine(UInt16)
    /// `e_type` is not 2 (an executable at fixed addresses).
    case notExecutable(type: UInt16)
    /// `e_flags` asks for compressed code, a floating-point ABI or another extension.
    case unsupportedFlags(UInt32)
    /// The file asks for an interpreter, that is, for dynamic linking.
    case dynamicallyLinked
    /// A header entry has a size other than the one of the ELF-64 specification.
    case badEntrySize(what: String, size: UInt64)
    /// A segment's file size is greater than its memory size, or its end wraps around.
    case badSegment(index: Int)
    /// Two loadable segments share addresses.
    case overlappingSegments(address: UInt64)
    /// A symbol table names a string table that does not exist.
    case badSymbolTable(section: Int)
    /// A count is beyond the ``ELFLimits``.
    case limitExceeded(what: String, limit: Int)
    /// There is nothing to load.
    case noSegments
}
