// SPDX-License-Identifier: GPL-2.0-only

// RISC-V ABIs specification, chapter "Procedure Calling Convention": arguments in a0 to a7, the
// result in a0, the return address in ra, the stack pointer a multiple of 16.

/// What is put back when a call by the host returns.
struct Activation {
    let registers: [UInt64]
    let pc: UInt64
    let origin: UInt64
    let depth: Int
    let stackPointer: UInt64
    let startCount: UInt64
    var nestedCount: UInt64
}

extension Machine {
    /// Calls a guest function and runs until it returns or something else needs the embedder.
    ///
    /// Registers and `pc` are saved, and put back when the function has returned. The function gets
    /// the arguments and, below what is in use, the stack; its other registers are as they were.
    /// - Parameter arguments: at most eight.
    public func call(_ address: UInt64, arguments: [UInt64] = []) -> Stop {
        precondition(arguments.count <= 8, "a function has eight argument registers")
        guard activations.count < limits.hostCallDepth else {
            return .fault(.hostCallsTooDeep(pc: pc))
        }
        let stackPointer = self[.sp] & ~15
        let activation = Activation(
            registers: (0..<32).map { registers[$0] }, pc: pc, origin: origin,
            depth: frames.depth, stackPointer: stackPointer, startCount: instructionCount,
            nestedCount: 0)
        guard frames.push(.init(callSite: CallStackStorage.Frame.host, function: address)) else {
            return .fault(.stackOverflow(address: address, pc: pc))
        }
        activations.append(activation)
        self[.sp] = stackPointer
        self[.ra] = layout.returnAddress
        for (index, argument) in arguments.enumerated() {
            registers[Register.a0.rawValue + UInt8(index)] = argument
        }
        pc = address
        origin = address
        return run()
    }

    /// Goes on after ``Stop/outOfFuel`` or ``returnFromHost(_:)``.
    ///
    /// After a fault it meets the same fault again; without an open call it returns at once.
    public func resume() -> Stop {
        run()
    }

    /// Ends the host function that the guest is in: its result is `value`, and the guest goes on
    /// behind the call at the next ``resume()``.
    ///
    /// The machine must have stopped by ``Stop/hostCall(_:)``.
    public func returnFromHost(_ value: UInt64 = 0) {
        precondition(layout.hostCalls.contains(pc), "the guest is not in a host function")
        let target = self[.ra] & ~1
        self[.a0] = value
        popFrame(returningTo: target)
        origin = pc
        pc = target
    }

    /// Gives up the innermost call by the host, wherever it is, and puts back what it saved.
    ///
    /// After a fault or ``Stop/outOfFuel`` in a nested call the outer one can go on so. Does nothing
    /// without an open call.
    public func abandonCall() {
        guard activations.last != nil else { return }
        finishCall()
    }

    /// How many calls by the host are open.
    public var openCallCount: Int { activations.count }

    /// Removes the innermost call, puts back the state before it and counts its cost.
    func finishCall() {
        let activation = activations.removeLast()
        for index in 1..<UInt8(32) {
            registers[index] = activation.registers[Int(index)]
        }
        pc = activation.pc
        origin = activation.origin
        frames.cut(to: activation.depth)
        let total = instructionCount - activation.startCount
        lastCallCost = CallCost(
            instructions: total - activation.nestedCount,
            nestedInstructions: activation.nestedCount)
        if let outer = activations.indices.last {
            activations[outer].nestedCount += total
        }
    }

    /// Removes the innermost frame when it returns to `target`.
    ///
    /// Guests that return elsewhere (by jumping out of several functions) lose the frames in
    /// between; a target that no near frame returns to changes nothing.
    @inline(never)
    func popFrame(returningTo target: UInt64) {
        let base = activations.last.map { $0.depth + 1 } ?? 0
        var depth = frames.depth
        // 8: so that a guest which always returns elsewhere costs the host little.
        let lowest = max(base, depth - 8)
        while depth > lowest {
            depth -= 1
            if frames[depth].callSite &+ 4 == target {
                frames.cut(to: depth)
                return
            }
        }
    }
}
