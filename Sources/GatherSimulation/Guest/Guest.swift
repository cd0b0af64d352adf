// SPDX-License-Identifier: GPL-2.0-only

import RISCVMachine

/// One executable in a machine, with what a kernel and a device around it consist of.
///
/// Code runs as one of two: as the driver, which is under test, or as its device, whose model is
/// code of the bench. Guest calls nest: the driver writes a register, the device model runs, and to
/// know what is mapped the device's walk of the page table runs.
final class Guest {
    /// Who is running.
    enum Role {
        case driver
        case device
    }

    let machine: Machine
    let symbols: HostSymbols
    let entries: BenchEntries
    let limits: SimulationLimits

    /// Room for one `struct bench_leaf`.
    let leafBuffer: UInt64

    /// Where the stack of the device model begins; it grows down.
    let deviceStackTop: UInt64

    var log: RunLog
    var heap: GuestHeap
    var kernel = KernelState()
    var clock = GuestClock()

    /// What the device may have cached: translations, and the way to them.
    var tlb = IOTLBModel()
    var walkCache = WalkCacheModel()

    /// Memory as the device sees it; nil for one that sees it as it is.
    var deviceView: DeviceView?

    /// What the device has read since somebody began to listen; nil while nobody does.
    var walkedAddresses: [UInt64]?

    /// Which allocation of the scenario is to fail, and which one is next.
    var injection = FailureInjection()

    /// The IOVAs that are looked at; nil before the scenario begins.
    var watch: Watch?

    /// The gather whose accesses are noted; nil while nobody asks.
    var gatherWatch: GatherWatch?

    /// What unmaps and syncs have executed; nil while nobody asks.
    var unmapCoverage: UnmapCoverage?

    /// Who is running, and whom each waits for, innermost last.
    var roles: [Role] = []

    /// Instructions that the device model may still execute.
    var deviceFuel: Int

    /// Instructions that everybody may still execute in this scenario.
    var scenarioFuel: Int

    /// Instructions of the device model so far.
    var deviceInstructions: UInt64 = 0

    /// Calls of host functions so far.
    var hostCallCount = 0

    /// - Throws: ``RunStop/simulatorFault(_:)``
    init(
        image: ELFImage, symbols: HostSymbols, limits: SimulationLimits,
        freshByte: UInt8 = GuestHeap.freshBytes[0]
    ) throws(RunStop) {
        self.symbols = symbols
        self.limits = limits
        log = RunLog(limits: limits)
        deviceFuel = Int(clamping: limits.deviceInstructions)
        scenarioFuel = Int(clamping: limits.scenarioInstructions)
        let layout = GuestLayout.machineLayout(
            hostCalls: symbols.addresses, stackBytes: limits.stackBytes)
        do throws(MachineProblem) {
            machine = try Machine(image, layout: layout)
        } catch {
            throw .simulatorFault("the executable cannot be loaded: \(error)")
        }
        entries = try BenchEntries(image, machine.memory)
        let bottom = (image.upperBound + GuestLayout.pageSize - 1) & ~(GuestLayout.pageSize - 1)
        heap = GuestHeap(
            memory: machine.memory, room: bottom..<max(bottom, layout.stackGuard.lowerBound),
            byteLimit: limits.heapBytes + GuestLayout.deviceStackByteCount, freshByte: freshByte)
        do throws(GuestHeap.AllocationProblem) {
            leafBuffer = try heap.allocate(24, alignment: 8, family: .pages, zeroed: true)
            let stack = GuestLayout.deviceStackByteCount
            deviceStackTop =
                try heap.allocate(stack, alignment: 16, family: .pages, zeroed: true) + stack
        } catch {
            throw .simulatorFault("the executable leaves no memory to allocate")
        }
        try mapHostData()
    }

    private func mapHostData() throws(RunStop) {
        // The largest struct page of a 64-bit kernel has 128 bytes.
        guard entries.bytesPerPageStruct <= 128 else {
            throw .simulatorFault("bench_page_struct_bytes is \(entries.bytesPerPageStruct)")
        }
        let pageStructs = GuestLayout.pageStructs(byteCount: entries.bytesPerPageStruct)
        do throws(MachineProblem) {
            if !pageStructs.isEmpty {
                try machine.memory.map(pageStructs, permissions: [.read, .write])
            }
            if !symbols.addresses.isEmpty {
                try machine.memory.map(symbols.addresses, permissions: [])
            }
        } catch {
            throw .simulatorFault("the kernel's data cannot be placed: \(error)")
        }
        try DataSymbols.place(in: self)
    }

    /// The code that is running: nil while none is.
    var role: Role? { roles.last }

    /// Instructions of the driver so far.
    var driverInstructions: UInt64 { machine.instructionCount - deviceInstructions }
}
