// SPDX-License-Identifier: GPL-2.0-only

/// The guest's memory: regions of zero-filled storage, with permissions to the byte.
///
/// Addresses no region covers are unmapped; the page at 0 always is. Every access is checked and
/// throws; none traps the host. The embedder's accesses obey the same permissions as the guest's.
public final class GuestMemory {
    /// The machine's RAM, then what the embedder mapped.
    private(set) var regions: [MemoryRegion]
    /// Addresses whose permissions are fixed, for their instructions are predecoded.
    private var code: [Range<UInt64>] = []
    private let limits: MachineLimits

    /// A memory with one region, `ram`, in which nothing is allowed yet.
    init(ram: Range<UInt64>, limits: MachineLimits) throws(MachineProblem) {
        self.limits = limits
        regions = []
        try map(ram, permissions: [])
    }

    /// Adds a zero-filled region.
    ///
    /// Constant time; host memory is taken as the guest touches it.
    /// - Parameter addresses: both bounds are multiples of 4096; the page at 0 is never mapped.
    /// - Throws: ``MachineProblem`` when the range is empty, misaligned, covers the page at 0 or an
    ///   existing region, or is beyond a limit.
    public func map(
        _ addresses: Range<UInt64>, permissions: Permissions
    ) throws(MachineProblem) {
        guard !addresses.isEmpty, addresses.lowerBound >= 4096, addresses.lowerBound % 4096 == 0,
            addresses.upperBound % 4096 == 0
        else { throw .badRange(addresses) }
        let mapped = regions.reduce(0) { $0 + UInt64($1.contents.count) }
        guard regions.count < limits.regions,
            addresses.upperBound - addresses.lowerBound <= limits.mappedBytes - mapped
        else { throw .tooMuchMemory(addresses) }
        guard regions.allSatisfy({ !$0.addresses.overlaps(addresses) }) else {
            throw .overlaps(addresses)
        }
        guard let region = MemoryRegion(addresses, permissions: permissions) else {
            throw .tooMuchMemory(addresses)
        }
        regions.append(region)
    }

    /// Sets what is allowed in `addresses`, all in one region.
    ///
    /// Permissions are kept for granules of eight bytes: the range starts at a multiple of eight.
    /// It may end anywhere; the bytes between its end and the next multiple of eight become
    /// inaccessible. Linear in the range, one byte for eight.
    /// - Throws: ``MachineProblem`` when the range is empty, starts in the middle of a granule,
    ///   leaves its region or touches code, or asks for ``Permissions/execute``.
    public func setPermissions(
        _ addresses: Range<UInt64>, _ permissions: Permissions
    ) throws(MachineProblem) {
        guard !addresses.isEmpty, addresses.lowerBound % 8 == 0, !permissions.contains(.execute)
        else { throw .badRange(addresses) }
        guard !code.contains(where: { $0.overlaps(addresses) }) else {
            throw .codeIsFixed(addresses)
        }
        try markPermissions(addresses, permissions)
    }

    private func markPermissions(
        _ addresses: Range<UInt64>, _ permissions: Permissions
    ) throws(MachineProblem) {
        let size = addresses.upperBound - addresses.lowerBound
        guard let region = region(holding: addresses.lowerBound, size) else {
            throw .badRange(addresses)
        }
        region.setPermissions(addresses, permissions)
    }

    /// Copies an executable's segment into place.
    func load(_ segment: ELFSegment) throws(MachineProblem) {
        let granules = segment.addresses.lowerBound & ~7..<segment.addresses.upperBound
        try markPermissions(granules, segment.permissions)
        if segment.permissions.contains(.execute) { code.append(segment.addresses) }
        guard let region = region(holding: segment.addresses.lowerBound, 1) else {
            throw .badRange(segment.addresses)
        }
        let offset = region.offset(segment.addresses.lowerBound)
        region.willStore(offset..<offset + segment.contents.count)
        region.contents.store(segment.contents, at: offset)
    }

    /// What is allowed for the byte at `address`; nothing where nothing is mapped.
    public func permissions(at address: UInt64) -> Permissions {
        guard let region = region(holding: address, 1) else { return [] }
        var permissions = GranuleMark.permissions(region.mark(at: address), offset: address & 7)
        if code.contains(where: { $0.contains(address) }) { permissions.insert(.execute) }
        return permissions
    }

    private func region(holding address: UInt64, _ byteCount: UInt64) -> MemoryRegion? {
        regions.first { $0.contains(address, byteCount) }
    }

    /// The region and offset of an access, when it is allowed.
    func resolve(
        _ access: MemoryFault.Access, _ address: UInt64, _ byteCount: UInt64
    ) throws(MemoryFault) -> (region: MemoryRegion, offset: Int) {
        let permission = access == .store ? GranuleMark.write : GranuleMark.read
        guard let region = region(holding: address, 1) else {
            throw MemoryFault(
                access, at: address, byteCount: byteCount, firstBadAddress: address,
                reason: .unmapped)
        }
        let inside = min(byteCount, region.addresses.upperBound - address)
        let bad = region.firstAddress(in: address..<address + inside, without: permission)
        if let bad {
            throw MemoryFault(
                access, at: address, byteCount: byteCount, firstBadAddress: bad,
                reason: permissions(at: bad).isEmpty ? .unmapped : .permission)
        }
        guard inside == byteCount else {
            throw MemoryFault(
                access, at: address, byteCount: byteCount,
                firstBadAddress: region.addresses.upperBound, reason: .unmapped)
        }
        return (region, region.offset(address))
    }

    /// The region and offset of a store that is allowed, and about to be made.
    func resolveStore(
        _ address: UInt64, _ byteCount: UInt64
    ) throws(MemoryFault) -> (region: MemoryRegion, offset: Int) {
        let (region, offset) = try resolve(.store, address, byteCount)
        region.willStore(offset..<offset + Int(byteCount))
        return (region, offset)
    }

    /// The four bytes of code at `address`, whether or not they may be loaded.
    func codeWord(at address: UInt64) -> UInt32 {
        // All code is in the RAM.
        let region = regions[0]
        let offset = region.offset(address)
        return (0..<4).reduce(0) { $0 | UInt32(region.contents[offset + $1]) << UInt32(8 * $1) }
    }

    /// The fast way into the RAM.
    var window: MemoryWindow {
        MemoryWindow(
            base: regions[0].addresses.lowerBound, contents: regions[0].contents,
            marks: regions[0].marks)
    }

    /// The state of all regions; linear in the pages that changed since the last one.
    func snapshot() -> [RegionSnapshot] {
        regions.map { $0.snapshot() }
    }

    /// Makes the regions, their contents and permissions those of the snapshot, or changes nothing.
    func restore(_ snapshot: [RegionSnapshot]) throws(MachineProblem) {
        var restored: [MemoryRegion] = []
        for (index, saved) in snapshot.enumerated() {
            if index < regions.count, saved.fits(regions[index]) {
                restored.append(regions[index])
            } else if let region = MemoryRegion(saved.addresses, ownMark: saved.ownMark) {
                restored.append(region)
            } else {
                throw .tooMuchMemory(saved.addresses)
            }
        }
        for (region, saved) in zip(restored, snapshot) {
            region.restore(saved)
        }
        regions = restored
    }
}
