// SPDX-License-Identifier: GPL-2.0-only

import RISCVMachine

/// One executable in a machine, with what a kernel and a device around it consist of.
///
/// Code runs as one of two: as the driver, which is under test, or as its device, whose model is
/// code of the bench. Guest calls nest: the driver writes a register, the device model runs, and to
/// know what is mapped the device's walk of the page table runs.
final class Guest {
    enum Role {
        case driver
        case device
    }

    let machine: Machine
    let symbols: HostSymbols
    let limits: SimulationLimits

    /// `sizeof(struct page)`, 0 in a tree without it.
    let bytesPerPageStruct: UInt64

    /// The tree's `__GFP_ZERO`; 0 in a tree where every allocation is zeroed.
    let zeroFlag: UInt64

    var log: RunLog
    var heap: GuestHeap
    var kernel = KernelState()
    var clock = GuestClock()

    /// What the device may have cached.
    var tlb = IOTLBModel()

    /// Whom the device's commands are taken from, and which IOVAs are looked at when one comes.
    var watch: Watch?

    /// Room for one `struct bench_leaf`.
    let leafBuffer: UInt64

    private let image: ELFImage
    private var roles: [Role] = []
    private var deviceFuel: Int

    /// Instructions of the device model so far.
    private var deviceInstructions: UInt64 = 0

    /// - Throws: ``RunStop/simulatorFault(_:)``
    init(image: ELFImage, symbols: HostSymbols, limits: SimulationLimits) throws(RunStop) {
        self.image = image
        self.symbols = symbols
        self.limits = limits
        log = RunLog(limits: limits)
        deviceFuel = Int(clamping: limits.deviceInstructions)
        let layout = GuestLayout.machineLayout(hostCalls: symbols.addresses)
        do throws(MachineProblem) {
            machine = try Machine(image, layout: layout)
            try machine.memory.map(GuestLayout.pageStructs, permissions: [.read, .write])
            if !symbols.addresses.isEmpty {
                try machine.memory.map(symbols.addresses, permissions: [])
            }
        } catch {
            throw .simulatorFault("the executable cannot be loaded: \(error)")
        }
        let bottom = (image.upperBound + GuestLayout.pageSize - 1) & ~(GuestLayout.pageSize - 1)
        heap = GuestHeap(
            memory: machine.memory, room: bottom..<max(bottom, layout.stackGuard.lowerBound),
            byteLimit: limits.heapBytes)
        bytesPerPageStruct = try Self.constant("bench_page_struct_bytes", image, machine.memory)
        zeroFlag = try Self.constant("bench_gfp_zero", image, machine.memory)
        do throws(GuestHeap.AllocationProblem) {
            leafBuffer = try heap.allocate(24, alignment: 8, family: .pages, zeroed: true)
        } catch {
            throw .simulatorFault("the executable leaves no memory to allocate")
        }
        try DataSymbols.place(in: self)
    }

    /// A number that every bench holds.
    private static func constant(
        _ name: String, _ image: ELFImage, _ memory: GuestMemory
    ) throws(RunStop) -> UInt64 {
        guard let symbol = image.symbol(named: name) else {
            throw .simulatorFault("the bench does not define \(name)")
        }
        do throws(MemoryFault) {
            return try memory.load64(at: symbol.address)
        } catch {
            throw .simulatorFault("\(name) cannot be read: \(error)")
        }
    }

    /// The address of a function that every bench defines.
    func entry(_ name: String) throws(RunStop) -> UInt64 {
        guard let symbol = image.symbol(named: name) else {
            throw .simulatorFault("the bench does not define \(name)()")
        }
        return symbol.address
    }

    /// The code that is running: nil while none is.
    var role: Role? { roles.last }

    /// Instructions of the driver so far.
    var driverInstructions: UInt64 { machine.instructionCount - deviceInstructions }

    // MARK: Calls

    /// Runs a function as the driver, with a budget of its own.
    func callDriver(
        _ address: UInt64, _ arguments: [UInt64], budget: UInt64, purpose: String
    ) throws(RunStop) -> UInt64 {
        machine.fuel = Int(clamping: budget)
        return try run(address, arguments, as: .driver, budget: "\(budget) instructions \(purpose)")
    }

    /// Runs a function as the device; the driver, if it is running, waits.
    func callDevice(_ address: UInt64, _ arguments: [UInt64]) throws(RunStop) -> UInt64 {
        let budget = "\(limits.deviceInstructions) instructions of the device model"
        guard role != .device else {
            return try run(address, arguments, as: .device, budget: budget)
        }
        let driverFuel = machine.fuel
        let before = machine.instructionCount
        machine.fuel = deviceFuel
        defer {
            deviceFuel = machine.fuel
            machine.fuel = driverFuel
            deviceInstructions += machine.instructionCount - before
        }
        return try run(address, arguments, as: .device, budget: budget)
    }

    /// Runs a function as whoever is running, as a part of what it does.
    func callNested(_ address: UInt64, _ arguments: [UInt64]) throws(RunStop) -> UInt64 {
        try run(address, arguments, as: role ?? .driver, budget: "instructions of a callback")
    }

    /// Runs what waited for the end of a grace period, and what that puts off in turn.
    func runDeferredCalls() throws(RunStop) {
        while !kernel.deferredCalls.isEmpty {
            let call = kernel.deferredCalls.removeFirst()
            _ = try callNested(call.function, [call.argument])
        }
    }

    private func run(
        _ address: UInt64, _ arguments: [UInt64], as role: Role, budget: String
    ) throws(RunStop) -> UInt64 {
        guard roles.count < limits.nestedCalls else {
            throw .outOfBudget("\(limits.nestedCalls) nested calls", stack: driverStack)
        }
        roles.append(role)
        defer { roles.removeLast() }
        var stop = machine.call(address, arguments: arguments)
        while true {
            switch stop {
            case .returned(let value):
                return value
            case .hostCall(let address):
                machine.returnFromHost(try serve(address))
                stop = machine.resume()
            case .fault(let fault):
                throw self.stop(for: fault)
            case .outOfFuel:
                throw .outOfBudget(budget, stack: [machine.pc] + callSites)
            }
        }
    }

    private func serve(_ address: UInt64) throws(RunStop) -> UInt64 {
        guard let name = symbols.function(at: address) else {
            throw crash(.fetch, at: address, stack: callSites)
        }
        guard DataSymbols.byteCount(of: name) == nil else {
            throw crash(.fetch, at: address, stack: callSites)
        }
        guard let function = HostFunctions.named[name] else {
            throw .notModelled("\(name)()", stack: driverStack)
        }
        // Only a device commands itself. Before the scenario the bench prepares it.
        if HostFunctions.device[name] != nil, role != .device, watch != nil {
            throw .notModelled("\(name)() called by the code under test", stack: driverStack)
        }
        clock.tick()
        DataSymbols.updateTime(in: self)
        return try function.body(HostCall(guest: self, function: name))
    }

    // MARK: Stacks

    /// The program counters of the driver's calls, innermost first; empty while it is not running.
    var driverStack: [UInt64] {
        guard roles.first == .driver else { return [] }
        let frames = machine.callStack
        // Frames are innermost first, and the one that the host called has no call site.
        let outermost = frames.dropLast().lastIndex { $0.callSite == nil }
        return Self.programCounters(frames[((outermost ?? -1) + 1)...], symbols)
    }

    private var callSites: [UInt64] {
        machine.callStack.compactMap(\.callSite)
    }

    /// A host function that was reached by a tail call has no frame; then the function that did it
    /// stands for the place.
    private static func programCounters(
        _ frames: ArraySlice<CallFrame>, _ symbols: HostSymbols
    ) -> [UInt64] {
        let sites = frames.compactMap(\.callSite)
        guard let function = frames.first?.function, symbols.function(at: function) == nil else {
            return sites
        }
        return [function] + sites
    }

    // MARK: Faults

    private func stop(for fault: Fault) -> RunStop {
        let stack = [fault.pc] + callSites
        guard role == .driver else {
            return .simulatorFault(
                "the device model did what it may not: \(fault) at 0x\(String(fault.pc, radix: 16))"
            )
        }
        switch fault {
        case .memory(let fault, _):
            return crash(MemoryAccess(fault.access), at: fault.firstBadAddress, stack: stack)
        case .stackOverflow:
            return .defect(.crash(.stackOverflow), stack: stack)
        case .illegalInstruction(let word, _):
            return .defect(.crash(.illegalInstruction(word: word)), stack: stack)
        case .breakpoint:
            return .defect(.crash(.illegalInstruction(word: 0x0010_0073)), stack: stack)
        case .environmentCall:
            return .defect(.crash(.illegalInstruction(word: 0x0000_0073)), stack: stack)
        case .unbalancedStack, .hostCallsTooDeep:
            return .simulatorFault("the machine stopped: \(fault)")
        }
    }

    /// What an access that is not allowed means for the run; `address` is the first byte that is
    /// not accessible.
    func crash(_ access: MemoryAccess, at address: UInt64, stack: [UInt64]) -> RunStop {
        if access != .fetch, let name = symbols.symbol(holding: address) {
            return .notModelled(name, stack: stack)
        }
        if address < GuestLayout.nullPageEnd {
            return .defect(.crash(.nullAccess(access, address: address)), stack: stack)
        }
        switch heap.place(of: address) {
        case .freed:
            return .defect(.crash(.useAfterFree(access, address: address)), stack: stack)
        case .beside:
            return .defect(.crash(.outOfBounds(access, address: address)), stack: stack)
        case .allocated, .elsewhere:
            return .defect(.crash(.wildAccess(access, address: address)), stack: stack)
        }
    }
}

extension MemoryAccess {
    init(_ access: MemoryFault.Access) {
        switch access {
        case .load: self = .load
        case .store: self = .store
        case .fetch: self = .fetch
        }
    }
}
