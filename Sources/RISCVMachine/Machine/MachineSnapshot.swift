// SPDX-License-Identifier: GPL-2.0-only

/// The state of a machine at one moment, to go back to as often as wanted.
///
/// It holds what the guest can see (memory, permissions, mapped regions, registers), what the
/// embedder can see of the machine (`pc`, `fuel`, the call stack and open calls, instruction counts,
/// coverage), and nothing of the embedder's own. It is a value: it outlives the machine, may be
/// sent to another task, and several of one machine share the pages that are equal.
public struct MachineSnapshot: Sendable {
    let image: ELFImage
    let layout: MachineLayout
    let limits: MachineLimits
    let memory: [RegionSnapshot]
    let registers: [UInt64]
    let pc: UInt64
    let origin: UInt64
    let fuel: Int
    let instructionCount: UInt64
    let lastCallCost: CallCost
    let activations: [Activation]
    let frames: [CallStackStorage.Frame]
    /// For each code region the instructions reached, in order.
    let reached: [[Int32]]

    /// How many bytes of host memory its pages and permissions take, those shared with other
    /// snapshots included.
    public var byteCount: Int {
        memory.reduce(0) { sum, region in
            sum + region.pages.contents.values.reduce(0) { $0 + $1.count }
                + region.pages.marks.values.reduce(0) { $0 + $1.count }
        }
    }
}

extension Machine {
    /// The state of the machine, at any stop.
    ///
    /// Linear in the pages of 4096 bytes that changed since the last snapshot or
    /// ``restore(_:)``, about a microsecond each; the guest's first store to a page after that costs
    /// as much as some ten instructions, all others nothing.
    public func snapshot() -> MachineSnapshot {
        MachineSnapshot(
            image: image, layout: layout, limits: limits, memory: memory.snapshot(),
            registers: (0..<32).map { registers[$0] }, pc: pc, origin: origin, fuel: fuel,
            instructionCount: instructionCount, lastCallCost: lastCallCost,
            activations: activations, frames: frames.all, reached: code.map(\.reached))
    }

    /// Goes back, or across, to a state: everything that ``MachineSnapshot`` lists is as it was.
    ///
    /// Linear in the pages and newly reached instructions since the machine was in that state, when
    /// that was its last snapshot or restored state; else in the pages of both states as well.
    /// Regions mapped since then are unmapped. Nothing has changed when it throws.
    /// - Parameter snapshot: of this machine, or of one with an equal executable, layout and limits.
    /// - Throws: ``MachineProblem/otherMachine``, or ``MachineProblem/tooMuchMemory(_:)`` when the
    ///   host has no memory for a region that this machine does not have.
    public func restore(_ snapshot: MachineSnapshot) throws(MachineProblem) {
        guard snapshot.layout == layout, snapshot.limits == limits,
            snapshot.image.segments == image.segments
        else { throw .otherMachine }
        try memory.restore(snapshot.memory)
        for (index, value) in snapshot.registers.enumerated() {
            registers[UInt8(index)] = value
        }
        pc = snapshot.pc
        origin = snapshot.origin
        fuel = snapshot.fuel
        instructionCount = snapshot.instructionCount
        lastCallCost = snapshot.lastCallCost
        activations = snapshot.activations
        frames.replace(by: snapshot.frames)
        for (region, reached) in zip(code, snapshot.reached) {
            restoreCoverage(of: region, reached)
        }
    }

    /// A machine of its own in that state.
    ///
    /// - Throws: ``MachineProblem/tooMuchMemory(_:)`` when the host has not that much memory.
    public convenience init(_ snapshot: MachineSnapshot) throws(MachineProblem) {
        try self.init(snapshot.image, layout: snapshot.layout, limits: snapshot.limits)
        try restore(snapshot)
    }

    private func restoreCoverage(of region: CodeRegion, _ reached: [Int32]) {
        let common = zip(region.reached, reached).prefix { $0 == $1 }.count
        region.forget(from: common)
        for index in reached[common...].lazy.map(Int.init) where !region.isReached(index) {
            _ = decode(index, in: region)
        }
    }
}
