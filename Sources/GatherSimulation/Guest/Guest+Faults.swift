// SPDX-License-Identifier: GPL-2.0-only

import RISCVMachine

extension Guest {
    // MARK: Stacks

    /// The program counters of the driver's calls, innermost first; empty while it is not running.
    var driverStack: [UInt64] {
        guard roles.first == .driver else { return [] }
        let all = machine.callStack(limit: limits.stackFrames + 1)
        let frames = all.prefix(limits.stackFrames)
        // Frames are innermost first, and the one that the host called has no call site.
        let outermost = all.dropLast().prefix(frames.count).lastIndex { $0.callSite == nil }
        return programCounters(frames[((outermost ?? -1) + 1)...])
    }

    /// Those of everything that is running.
    var callSites: [UInt64] {
        machine.callStack(limit: limits.stackFrames).compactMap(\.callSite)
    }

    /// A host function that was reached by a tail call has no frame; then the function that did it
    /// stands for the place.
    private func programCounters(_ frames: ArraySlice<CallFrame>) -> [UInt64] {
        let sites = frames.compactMap(\.callSite)
        guard let function = frames.first?.function, symbols.symbol(at: function) == nil else {
            return sites
        }
        return [function] + sites
    }

    /// Whether the code that is running wants more stack than there is.
    var isStackExceeded: Bool {
        machine.layout.stack.map { !($0.lowerBound...$0.upperBound).contains(machine[.sp]) } ?? true
    }

    // MARK: Faults

    /// What a fault of the machine means for the run.
    func stop(for fault: Fault) -> RunStop {
        let stack = [fault.pc] + callSites
        guard role == .driver else {
            let place = String(fault.pc, radix: 16)
            return .simulatorFault("the device model failed at 0x\(place): \(fault)")
        }
        // A frame may be larger than the gap below the stack.
        if isStackExceeded, case .memory(let fault, _) = fault, fault.access != .fetch {
            return .defect(.crash(.stackOverflow), stack: stack)
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
        case .unbalancedStack:
            // Only a jump out of the middle of a function gets there.
            return .defect(
                .crash(.wildAccess(.fetch, address: GuestLayout.returnAddress)), stack: stack)
        case .hostCallsTooDeep:
            return .simulatorFault("the machine stopped: \(fault)")
        }
    }

    /// What an access that is not allowed means for the run; `address` is the first byte that is
    /// not accessible.
    func crash(_ access: MemoryAccess, at address: UInt64, stack: [UInt64]) -> RunStop {
        if access != .fetch, let symbol = symbols.symbol(holding: address), !symbol.isVariable {
            return .notModelled(symbol.name, stack: stack)
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
