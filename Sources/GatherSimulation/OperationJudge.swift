// SPDX-License-Identifier: GPL-2.0-only

/// Judges what one operation left behind, by what the page table held before and holds after it.
struct OperationJudge {
    private let guest: Guest

    /// What the page table held before the operation.
    private var before: [Leaf] = []

    /// The IOVAs that may be cached until a sync or flush.
    private var pending = AddressRangeSet()

    /// Whether an allocation had failed before the operation, and findings there were.
    private var hadFailed = false
    private var findingCount = 0

    /// How often clocks and runtime power were in use.
    private var powerBefore = PowerState()

    init(guest: Guest) {
        self.guest = guest
    }

    /// Takes note of what there is before an operation.
    mutating func begin(pending: AddressRangeSet) {
        self.pending = pending
        before = guest.tlb.mappedLeaves
        hadFailed = guest.injection.hasFailed
        findingCount = guest.log.findings.count
        powerBefore = guest.kernel.power
    }

    /// Whether it was this operation in which an allocation was made to fail.
    private var lacksMemory: Bool { guest.injection.hasFailed && !hadFailed }

    // MARK: Maps

    func judgeMap(_ operation: PlannedOperation, _ result: UInt64) throws(RunStop) {
        let status = Int32(truncatingIfNeeded: result)
        let wanted = AddressRangeSet([operation.iovas].compactMap { $0 })
        guard status == 0 else {
            try judgeSurvivors(of: AddressRangeSet())
            if !lacksMemory {
                try guest.log.find(.mapFailed(errno: status == .min ? .max : abs(status)))
            }
            let left = guest.tlb.mapped.intersection(wanted)
                .subtracting(AddressRangeSet(before.map(\.iovas)))
            try find(left) { .leftBehind($0) }
            // What was mapped in between may have been used.
            try judgeResidue(of: wanted.subtracting(pending), mayBeMapped: true)
            return
        }
        try judgeSurvivors(of: wanted)
        guard operation.iovas != nil else { return }
        let right = guest.tlb.mappedLeaves.filter { leaf in
            leaf.displacement == operation.physicalAddress &- operation.iova
        }
        let found = guest.tlb.mapped
        let translated = AddressRangeSet(right.map(\.iovas))
        try find(wanted.subtracting(found)) { .notMapped($0) }
        try find(wanted.intersection(found).subtracting(translated)) { .wrongTranslation($0) }
        // Something that was mapped there before may be cached no longer, unless it waits for a
        // sync.
        try judgeResidue(of: wanted.subtracting(pending), mayBeMapped: true)
        try crossCheck(operation)
    }

    // MARK: Unmaps

    func judgeUnmap(_ operation: PlannedOperation, _ result: UInt64) throws(RunStop) {
        let allowed = UnmapResult.allowed(operation.iovas, mapped: before)
        // Without memory a block cannot be split, and what cannot be unmapped stays mapped.
        let isShort = lacksMemory && result < allowed.lowerBound
        if !allowed.contains(result), !isShort {
            try guest.log.find(.wrongReturn(returned: result, allowed: allowed))
        }
        let unmapped = AddressRangeSet(
            [AddressRange(first: operation.iova, byteCount: result)].compactMap { $0 })
        try find(unmapped.intersection(guest.tlb.mapped)) { .stillMapped($0) }
        try judgeSurvivors(of: operation.claimed(result))
        try crossCheck(operation)
    }

    /// Nothing but what the operation is about may leave the page table or go elsewhere.
    func judgeSurvivors(of subject: AddressRangeSet) throws(RunStop) {
        let after = guest.tlb.mappedLeaves
        guard after != before else { return }
        let mapped = AddressRangeSet(after.map(\.iovas))
        let survivors = AddressRangeSet(before.map(\.iovas)).subtracting(subject)
        try find(survivors.subtracting(mapped)) { .lostMapping($0) }
        var moved: [AddressRange] = []
        let known = Set(before)
        for leaf in after where !known.contains(leaf) {
            for old in before where old.displacement != leaf.displacement {
                if let shared = old.iovas.intersection(leaf.iovas) {
                    moved.append(shared)
                }
            }
        }
        try find(AddressRangeSet(moved).intersection(survivors)) { .wrongTranslation($0) }
    }

    /// Nothing of what the table lost may be cached. Behind an unmap, what is still mapped is that
    /// defect and no other; behind a map it is what was asked for.
    func judgeResidue(
        of iovas: AddressRangeSet, mayBeMapped: Bool = false
    ) throws(RunStop) {
        let residue = guest.tlb.residue(in: iovas)
        let excused = mayBeMapped ? AddressRangeSet() : residue.mapped
        try find(residue.stale.subtracting(excused)) { .stale($0) }
        try find(residue.staleInATC.subtracting(excused)) { .staleInATC($0) }
        try find(residue.unsynced.subtracting(excused)) { .unsynced($0) }
        guest.tlb.forget(iovas)
    }

    // MARK: Beside the page table

    /// Asks the driver where the first and the last page of the operation go. Where something was
    /// found already, that is why they disagree. A driver that invalidates on the way, as
    /// msm-iommu does, has not done so for its caller: that is undone.
    private func crossCheck(_ operation: PlannedOperation) throws(RunStop) {
        guard let entry = guest.entries.translate, let iovas = operation.iovas,
            guest.log.findings.count == findingCount
        else { return }
        let (cost, tlb, walkCache) = (guest.log.cost, guest.tlb, guest.walkCache)
        defer { (guest.log.cost, guest.tlb, guest.walkCache) = (cost, tlb, walkCache) }
        let leaves = guest.tlb.mappedLeaves
        var wrong: [AddressRange] = []
        let pageSize = guest.watch?.pageSize ?? 1
        for iova in Set([iovas.first, iovas.last & ~(pageSize - 1)]).sorted() {
            let leaf = leaves.first { $0.iovas.contains(iova) }
            let answer = try guest.callDriver(
                entry, [iova], budget: guest.limits.operationInstructions,
                purpose: "in one iova_to_phys")
            if answer != leaf.map({ iova &+ $0.displacement }) ?? 0 {
                wrong += [AddressRange(first: iova, byteCount: pageSize)].compactMap { $0 }
            }
        }
        try find(AddressRangeSet(wrong)) { .disagreement($0) }
    }

    /// No lock outlives the operation that took it, nor does power.
    func judgeLocks(_ operation: PlannedOperation) throws(RunStop) {
        let locks = guest.kernel.locks
        let name = operation.operation.action.verb
        if locks.isAnyHeld {
            try guest.log.find(.locking(.heldAtReturn, function: name))
        }
        if locks.interruptFlags != 0 {
            try guest.log.find(.locking(.interruptsOffAtReturn, function: name))
        }
        guest.kernel.locks.forgetAll()
        if powerBefore != guest.kernel.power {
            try guest.log.find(.locking(.powerUnbalancedAtReturn, function: name))
        }
    }

    /// Looks at what the scenario expects.
    func expect(_ operation: PlannedOperation, lastUnmap: UInt64?) throws(RunStop) {
        let iovas = AddressRangeSet([operation.iovas].compactMap { $0 })
        let mapped = guest.tlb.mapped.intersection(iovas)
        let isMet =
            switch operation.operation.action {
            case .expectMapped: mapped == iovas
            case .expectUnmapped: mapped.isEmpty
            case .expectReturned: lastUnmap == operation.byteCount
            default: true
            }
        if !isMet {
            try guest.log.find(
                .unmetExpectation(String("\(operation.operation.action)".dropFirst(7))))
        }
    }

    private func find(
        _ iovas: AddressRangeSet, _ kind: (AddressRangeSet) -> FindingKind
    ) throws(RunStop) {
        if !iovas.isEmpty {
            try guest.log.find(kind(iovas))
        }
    }
}

extension Leaf {
    /// What is added to an IOVA to translate it.
    fileprivate var displacement: UInt64 { physicalAddress &- iovas.first }
}

extension ScenarioAction {
    /// The word that a scenario has for it.
    fileprivate var verb: String {
        String("\(self)".prefix { $0 != " " })
    }
}
