// SPDX-License-Identifier: GPL-2.0-only

/// An RV64IM machine with one hart that runs functions of one executable.
///
/// RISC-V unprivileged ISA, RV64I base with the M extension, user level. Whatever executable is
/// loaded and whatever it does, the host is safe: each access is checked, the number of
/// instructions is bounded by ``fuel``, and nothing of the host is reachable but the functions that
/// the embedder serves.
///
///     let machine = try Machine(image, layout: layout)
///     machine.fuel = 1_000_000
///     var stop = machine.call(function, arguments: [1, 2])
///     while case .hostCall(let address) = stop {
///         machine.returnFromHost(serve(address, machine))
///         stop = machine.resume()
///     }
///
/// While it serves a host call the embedder may ``call(_:arguments:)`` again; that call is complete
/// before the outer one goes on. A machine belongs to one task at a time.
public final class Machine {
    /// The guest's memory: the RAM with the executable and the stack, and what the embedder maps.
    public let memory: GuestMemory
    /// The layout the machine was made with.
    public let layout: MachineLayout
    /// How many instructions may still be executed, by this call and all nested ones.
    public var fuel = 0
    /// The address of the next instruction: after a fault that of the instruction that could not be
    /// done.
    public internal(set) var pc: UInt64
    /// How many instructions were completed since the machine was made.
    public internal(set) var instructionCount: UInt64 = 0
    /// What the call that returned last has cost.
    public internal(set) var lastCallCost = CallCost(instructions: 0, nestedInstructions: 0)

    let image: ELFImage
    let limits: MachineLimits
    let registerStorage: ZeroedBytes
    let code: [CodeRegion]
    let frames: CallStackStorage
    /// The calls by the host that have not returned, innermost last.
    var activations: [Activation] = []
    /// The instruction that led to `pc`, for faults of fetching there.
    var origin: UInt64

    /// A machine with the executable in its RAM, the stack below the RAM's end, and everything else
    /// unmapped.
    ///
    /// - Throws: ``MachineProblem`` when the executable does not fit the layout.
    public init(
        _ image: ELFImage, layout: MachineLayout, limits: MachineLimits = MachineLimits()
    ) throws(MachineProblem) {
        guard let stack = layout.stack, layout.returnAddress % 4 == 0,
            !layout.ram.contains(layout.returnAddress),
            !layout.hostCalls.contains(layout.returnAddress),
            !layout.hostCalls.overlaps(layout.ram)
        else { throw .badLayout }
        let memory = try GuestMemory(ram: layout.ram, limits: limits)
        let room = layout.ram.lowerBound..<layout.stackGuard.lowerBound
        var code: [CodeRegion] = []
        var codeBytes: UInt64 = 0
        var end: UInt64 = 0
        for segment in image.segments {
            let addresses = segment.addresses
            guard addresses.lowerBound >= room.lowerBound, addresses.upperBound <= room.upperBound
            else { throw .segmentOutsideRAM(addresses) }
            guard !segment.permissions.isSuperset(of: [.write, .execute]) else {
                throw .writableCode(addresses)
            }
            guard addresses.lowerBound & ~7 >= end else {
                throw .segmentsTooClose(address: addresses.lowerBound)
            }
            end = addresses.upperBound
            try memory.load(segment)
            guard segment.permissions.contains(.execute) else { continue }
            codeBytes += addresses.upperBound - addresses.lowerBound
            guard codeBytes <= limits.codeBytes else { throw .tooMuchMemory(addresses) }
            code.append(CodeRegion(addresses))
        }
        try memory.setPermissions(stack, [.read, .write])
        guard let registerStorage = ZeroedBytes(count: RegisterFile.byteCount) else {
            throw .tooMuchMemory(0..<UInt64(RegisterFile.byteCount))
        }
        self.image = image
        self.memory = memory
        self.layout = layout
        self.limits = limits
        self.registerStorage = registerStorage
        self.code = code
        frames = CallStackStorage(capacity: max(1, limits.callDepth))
        pc = layout.returnAddress
        origin = layout.returnAddress
        self[.sp] = stack.upperBound
        self[.gp] = image.symbol(named: "__global_pointer$")?.address ?? 0
    }

    var registers: RegisterFile { RegisterFile(registerStorage) }

    /// A register. Writes to ``Register/zero`` do nothing.
    public subscript(register: Register) -> UInt64 {
        get { registers[register.rawValue] }
        set {
            guard register != .zero else { return }
            registers[register.rawValue] = newValue
        }
    }

    /// The argument `index`, 0 to 7, of the function being called: `a0` to `a7`.
    public func argument(_ index: Int) -> UInt64 {
        precondition((0..<8).contains(index), "a function has eight argument registers")
        return registers[Register.a0.rawValue + UInt8(index)]
    }

    /// The open calls, innermost first.
    ///
    /// The first frame is the function that `pc` is in (after ``Stop/hostCall(_:)`` the host
    /// function). Calls are JAL and JALR with the return address in `ra`.
    public var callStack: [CallFrame] { callStack(limit: frames.depth) }

    /// The innermost of the open calls, at most `limit` of them, as ``callStack`` has them.
    public func callStack(limit: Int) -> [CallFrame] {
        (max(0, frames.depth - limit)..<frames.depth).reversed().map { index in
            let frame = frames[index]
            let isHost = frame.callSite == CallStackStorage.Frame.host
            return CallFrame(function: frame.function, callSite: isHost ? nil : frame.callSite)
        }
    }

    /// The addresses of the instructions that were reached since the machine was made or
    /// ``clearCoverage()``, ascending. Linear in the code.
    public var reachedAddresses: [UInt64] {
        code.flatMap { region in
            (0..<region.instructions.count).lazy.filter(region.isReached).map(region.address)
        }
    }

    /// True when the instruction at `address` was reached. Constant time.
    public func isReached(_ address: UInt64) -> Bool {
        guard address % 4 == 0, let region = code.first(where: { $0.addresses.contains(address) })
        else { return false }
        return region.isReached(region.index(of: address))
    }

    /// Forgets which instructions were reached. Linear in their number.
    public func clearCoverage() {
        for region in code {
            region.forget(from: 0)
        }
    }
}
