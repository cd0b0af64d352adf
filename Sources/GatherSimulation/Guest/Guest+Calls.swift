// SPDX-License-Identifier: GPL-2.0-only

import RISCVMachine

extension Guest {
    /// Runs a function as the driver, with a budget of its own; `purpose` is for the message that
    /// it ran out, as in "in one unmap".
    func callDriver(
        _ address: UInt64, _ arguments: [UInt64], budget: UInt64, purpose: String
    ) throws(RunStop) -> UInt64 {
        try soilStack()
        // The device may have used more than there was left.
        let granted = max(0, min(Int(clamping: budget), scenarioFuel))
        machine.fuel = granted
        defer { scenarioFuel -= granted - machine.fuel }
        return try run(address, arguments, as: .driver) { [limits] in
            UInt64(granted) < budget
                ? "\(limits.scenarioInstructions) instructions in one scenario"
                : "\(budget) instructions \(purpose)"
        }
    }

    /// What lies below the stack pointer is left there by others: a variable that nobody has written
    /// holds anything.
    private func soilStack() throws(RunStop) {
        guard role == nil, let stack = machine.layout.stack, stack.contains(machine[.sp] &- 1)
        else { return }
        do throws(MemoryFault) {
            try machine.memory.fill(
                at: stack.lowerBound, count: machine[.sp] - stack.lowerBound,
                with: heap.freshByte)
        } catch {
            throw .simulatorFault("the stack cannot be written: \(error)")
        }
    }

    /// Runs a function as the device; the driver, if it is running, waits.
    func callDevice(_ address: UInt64, _ arguments: [UInt64]) throws(RunStop) -> UInt64 {
        guard role != .device else { return try callNested(address, arguments) }
        let driverFuel = machine.fuel
        let driverStack = machine[.sp]
        let before = machine.instructionCount
        machine.fuel = deviceFuel
        machine[.sp] = deviceStackTop
        defer {
            scenarioFuel -= deviceFuel - machine.fuel
            deviceFuel = machine.fuel
            machine.fuel = driverFuel
            machine[.sp] = driverStack
            deviceInstructions += machine.instructionCount - before
        }
        return try run(address, arguments, as: .device) { [limits] in
            "\(limits.deviceInstructions) instructions of the device model"
        }
    }

    /// Runs a function as whoever is running, as a part of what it does.
    func callNested(_ address: UInt64, _ arguments: [UInt64]) throws(RunStop) -> UInt64 {
        try run(address, arguments, as: role ?? .driver) { [role] in
            role == .device ? "instructions of the device model" : "instructions of a callback"
        }
    }

    /// Runs what waited for the end of a grace period, and what that puts off in turn.
    func runDeferredCalls() throws(RunStop) {
        while !kernel.deferredCalls.isEmpty {
            let calls = kernel.deferredCalls
            kernel.deferredCalls = []
            for call in calls {
                _ = try callNested(call.function, [call.argument])
            }
        }
    }

    private func run(
        _ address: UInt64, _ arguments: [UInt64], as role: Role, budget: () -> String
    ) throws(RunStop) -> UInt64 {
        guard roles.count < limits.nestedCalls else {
            throw .outOfBudget("\(limits.nestedCalls) nested calls", stack: driverStack)
        }
        roles.append(role)
        defer { roles.removeLast() }
        spend(HostWork.upcall)
        var stop = machine.call(address, arguments: arguments)
        while true {
            switch stop {
            case .returned(let value):
                return value
            case .hostCall(let address):
                machine.returnFromHost(try serve(address))
                stop = machine.resume()
            case .fault(let fault):
                guard let next = try passGatherAccess(fault) else { throw self.stop(for: fault) }
                stop = next
            case .outOfFuel:
                throw .outOfBudget(budget(), stack: [machine.pc] + callSites)
            }
        }
    }

    private func serve(_ address: UInt64) throws(RunStop) -> UInt64 {
        guard let symbol = symbols.symbol(at: address) else {
            throw crash(.fetch, at: address, stack: callSites)
        }
        guard !symbol.isVariable else {
            throw crash(.fetch, at: address, stack: callSites)
        }
        guard let function = symbol.function else {
            throw .notModelled("\(symbol.name)()", stack: driverStack)
        }
        // Only a device commands itself. Before the scenario the bench prepares it.
        if symbol.isOfDevice, role != .device, watch != nil {
            throw .notModelled(
                "\(symbol.name)() called by the code under test", stack: driverStack)
        }
        hostCallCount += 1
        guard hostCallCount <= limits.hostCalls else {
            throw .outOfBudget("\(limits.hostCalls) calls of host functions", stack: driverStack)
        }
        // In a kernel the function would need some stack, too.
        if role == .driver, isStackExceeded {
            throw .defect(.crash(.stackOverflow), stack: driverStack)
        }
        spend(HostWork.call)
        clock.tick()
        DataSymbols.updateTime(in: self)
        return try function.body(HostCall(guest: self, function: symbol.name))
    }
}
