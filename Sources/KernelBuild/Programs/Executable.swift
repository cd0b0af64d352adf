// SPDX-License-Identifier: GPL-2.0-only

/// A bench and its units as one RV64IM program.
public struct Executable: Hashable, Sendable {
    /// The ELF file, linked at 0x1_4000_1000, with symbols and line tables.
    public let elf: [UInt8]

    /// Every symbol that the program leaves to the host, with the address it was given: one page
    /// of 4 KiB each from 0x1_3000_0000 upwards, in the order of the names' bytes.
    public let hostSymbols: [String: UInt64]

    /// What was linked, the bench first.
    public let units: [UnitReport]

    /// SHA-256 of ``elf`` in hexadecimal digits.
    public let digest: String

    /// What the device does.
    let model: DeviceModel?

    /// A digest of what is loaded and executed: other than ``digest`` it does not change with line
    /// numbers and symbols. Programs with the same one do the same.
    public var codeDigest: String {
        LoadedContent.digest(elf: elf, hostSymbols: hostSymbols) ?? digest
    }
}
