// SPDX-License-Identifier: GPL-2.0-only

// RISC-V unprivileged ISA, chapter RV32I, "Load and Store Instructions": memory is little endian.
// Misaligned loads and stores are allowed here and done in one piece.

extension GuestMemory {
    /// The byte at `address`.
    /// - Throws: ``MemoryFault``
    public func load8(at address: UInt64) throws(MemoryFault) -> UInt8 {
        UInt8(truncatingIfNeeded: try load(address, byteCount: 1))
    }

    /// The two bytes at `address`.
    /// - Throws: ``MemoryFault``
    public func load16(at address: UInt64) throws(MemoryFault) -> UInt16 {
        UInt16(truncatingIfNeeded: try load(address, byteCount: 2))
    }

    /// The four bytes at `address`.
    /// - Throws: ``MemoryFault``
    public func load32(at address: UInt64) throws(MemoryFault) -> UInt32 {
        UInt32(truncatingIfNeeded: try load(address, byteCount: 4))
    }

    /// The eight bytes at `address`.
    /// - Throws: ``MemoryFault``
    public func load64(at address: UInt64) throws(MemoryFault) -> UInt64 {
        try load(address, byteCount: 8)
    }

    /// Stores one byte.
    /// - Throws: ``MemoryFault``
    public func store8(_ value: UInt8, at address: UInt64) throws(MemoryFault) {
        try store(UInt64(value), address, byteCount: 1)
    }

    /// Stores two bytes.
    /// - Throws: ``MemoryFault``
    public func store16(_ value: UInt16, at address: UInt64) throws(MemoryFault) {
        try store(UInt64(value), address, byteCount: 2)
    }

    /// Stores four bytes.
    /// - Throws: ``MemoryFault``
    public func store32(_ value: UInt32, at address: UInt64) throws(MemoryFault) {
        try store(UInt64(value), address, byteCount: 4)
    }

    /// Stores eight bytes.
    /// - Throws: ``MemoryFault``
    public func store64(_ value: UInt64, at address: UInt64) throws(MemoryFault) {
        try store(value, address, byteCount: 8)
    }

    /// The `count` bytes from `address`; none for a count of 0, wherever the address points.
    ///
    /// A count that leaves the region throws before anything is allocated.
    /// - Throws: ``MemoryFault``
    public func bytes(at address: UInt64, count: UInt64) throws(MemoryFault) -> [UInt8] {
        guard count > 0 else { return [] }
        let (region, offset) = try resolve(.load, address, count)
        return region.contents.copy(offset..<offset + Int(count))
    }

    /// Stores `bytes` from `address` on, all or none.
    /// - Throws: ``MemoryFault``
    public func store(_ bytes: some Collection<UInt8>, at address: UInt64) throws(MemoryFault) {
        guard !bytes.isEmpty else { return }
        let (region, offset) = try resolveStore(address, UInt64(bytes.count))
        region.contents.store(bytes, at: offset)
    }

    /// Stores `value` in each of the `count` bytes from `address`, all or none.
    /// - Throws: ``MemoryFault``
    public func fill(at address: UInt64, count: UInt64, with value: UInt8) throws(MemoryFault) {
        guard count > 0 else { return }
        let (region, offset) = try resolveStore(address, count)
        region.contents.fill(offset..<offset + Int(count), with: value)
    }

    /// The bytes from `address` up to a NUL, without it; nil when there is none in `limit` bytes.
    /// - Throws: ``MemoryFault`` when an inaccessible byte comes first.
    public func cString(at address: UInt64, limit: Int) throws(MemoryFault) -> [UInt8]? {
        var bytes: [UInt8] = []
        while bytes.count < limit {
            let byte = try load8(at: address &+ UInt64(bytes.count))
            if byte == 0 { return bytes }
            bytes.append(byte)
        }
        return nil
    }

    /// Up to eight bytes, zero-extended.
    func load(_ address: UInt64, byteCount: UInt64) throws(MemoryFault) -> UInt64 {
        let (region, offset) = try resolve(.load, address, byteCount)
        var value: UInt64 = 0
        for index in 0..<Int(byteCount) {
            value |= UInt64(region.contents[offset + index]) << UInt64(8 * index)
        }
        return value
    }

    /// The low `byteCount` bytes, up to eight.
    func store(_ value: UInt64, _ address: UInt64, byteCount: UInt64) throws(MemoryFault) {
        let (region, offset) = try resolveStore(address, byteCount)
        for index in 0..<Int(byteCount) {
            region.contents[offset + index] = UInt8(truncatingIfNeeded: value >> UInt64(8 * index))
        }
    }
}
