// SPDX-License-Identifier: GPL-2.0-only

extension Machine {
    /// Why ``execute(in:)`` ended.
    enum Exit {
        /// The instruction at `from` went outside of its code.
        case left(to: UInt64, from: UInt64)
        /// The instruction at `pc` could not be done.
        case fault(Fault)
        case outOfFuel
    }

    /// Runs from `pc` until the embedder is needed.
    func run() -> Stop {
        while true {
            if pc == layout.returnAddress {
                let result = self[.a0]
                guard let activation = activations.last else { return .returned(result) }
                guard self[.sp] == activation.stackPointer else {
                    return .fault(.unbalancedStack(pc: origin))
                }
                finishCall()
                return .returned(result)
            }
            if layout.hostCalls.contains(pc) { return .hostCall(pc) }
            guard let region = code.first(where: { $0.addresses.contains(pc) }), pc % 4 == 0 else {
                return .fault(fetchFault(at: pc))
            }
            switch execute(in: region) {
            case .left: continue
            case .fault(let fault): return .fault(fault)
            case .outOfFuel: return .outOfFuel
            }
        }
    }

    /// The fault of fetching at `address`, which `origin` went to.
    func fetchFault(at address: UInt64) -> Fault {
        let reason: MemoryFault.Reason
        if address % 4 != 0 {
            reason = .misaligned
        } else {
            reason = memory.permissions(at: address).isEmpty ? .unmapped : .permission
        }
        return .memory(
            MemoryFault(
                .fetch, at: address, byteCount: 4, firstBadAddress: address, reason: reason),
            pc: origin)
    }

    /// Decodes the instruction in its place; false when it is illegal.
    @inline(never)
    func decode(_ index: Int, in region: CodeRegion) -> Bool {
        let address = region.address(of: index)
        let word = memory.codeWord(at: address)
        guard let decoded = Instruction(word, at: address, in: region.addresses) else {
            return false
        }
        region.reach(index, decoded)
        return true
    }

    @inline(never)
    func illegalInstruction(_ index: Int, in region: CodeRegion) -> Fault {
        let address = region.address(of: index)
        return .illegalInstruction(word: memory.codeWord(at: address), pc: address)
    }

    @inline(never)
    func misalignedJump(to target: UInt64, pc: UInt64) -> Fault {
        .memory(
            MemoryFault(
                .fetch, at: target, byteCount: 4, firstBadAddress: target, reason: .misaligned),
            pc: pc)
    }

    /// Does a jump or branch whose target is not in its code; nil for a branch that is not taken.
    @inline(never)
    func leaveCode(_ index: Int, in region: CodeRegion) -> Exit? {
        let x = registers
        let i = region.instructions[index]
        let pc = region.address(of: index)
        let target = pc &+ i.extended
        let isJump = i.operation == .distantJump
        guard isJump || BranchCondition.isTaken(i.rd, x[i.rs1], x[i.rs2]) else { return nil }
        if target & 2 != 0 { return .fault(misalignedJump(to: target, pc: pc)) }
        if isJump {
            if i.rd == 1, !frames.push(.init(callSite: pc, function: target)) {
                return .fault(.stackOverflow(address: target, pc: pc))
            }
            x[i.rd] = pc &+ 4
        }
        return .left(to: target, from: pc)
    }

    /// Does a load that the fast way left; nil when it faults.
    @inline(never)
    func slowLoad(_ address: UInt64, _ byteCount: UInt64) -> UInt64? {
        // Absence is the answer: the fault is made again, with its pc, by `accessFault`.
        try? memory.load(address, byteCount: byteCount)
    }

    /// Does a store that the fast way left; false when it faults.
    @inline(never)
    func slowStore(_ address: UInt64, _ value: UInt64, _ byteCount: UInt64) -> Bool {
        (try? memory.store(value, address, byteCount: byteCount)) != nil
    }

    /// The fault of a load or store that was not allowed.
    @inline(never)
    func accessFault(
        _ access: MemoryFault.Access, _ byteCount: UInt64, _ index: Int, in region: CodeRegion
    ) -> Fault {
        let i = region.instructions[index]
        let pc = region.address(of: index)
        let address = registers[i.rs1] &+ i.extended
        do throws(MemoryFault) {
            _ = try memory.resolve(access, address, byteCount)
            preconditionFailure("an allowed access was taken for a fault")
        } catch {
            if layout.stackGuard.contains(error.firstBadAddress) {
                return .stackOverflow(address: address, pc: pc)
            }
            return .memory(error, pc: pc)
        }
    }
}
