// SPDX-License-Identifier: GPL-2.0-only

import RISCVMachine

extension Guest {
    /// Everything that running changes.
    struct State {
        let machine: MachineSnapshot
        let log: RunLog
        let heap: GuestHeap
        let kernel: KernelState
        let clock: GuestClock
        let tlb: IOTLBModel
        let walkCache: WalkCacheModel
        let deviceView: DeviceView?
        let injection: FailureInjection
        let watch: Watch?
        let deviceFuel: Int
        let deviceInstructions: UInt64
        let hostCallCount: Int
    }

    /// Where the guest stands between two calls.
    func save() -> State {
        State(
            machine: machine.snapshot(), log: log, heap: heap, kernel: kernel, clock: clock,
            tlb: tlb, walkCache: walkCache, deviceView: deviceView, injection: injection,
            watch: watch, deviceFuel: deviceFuel, deviceInstructions: deviceInstructions,
            hostCallCount: hostCallCount)
    }

    /// Goes back to where the guest stood, whatever happened since.
    ///
    /// - Throws: ``RunStop/simulatorFault(_:)``
    func restore(_ state: State) throws(RunStop) {
        do throws(MachineProblem) {
            try machine.restore(state.machine)
        } catch {
            throw .simulatorFault("the machine cannot be set back: \(error)")
        }
        log = state.log
        heap = state.heap
        kernel = state.kernel
        clock = state.clock
        tlb = state.tlb
        walkCache = state.walkCache
        deviceView = state.deviceView
        injection = state.injection
        watch = state.watch
        deviceFuel = state.deviceFuel
        deviceInstructions = state.deviceInstructions
        hostCallCount = state.hostCallCount
        walkedAddresses = nil
        roles = []
    }
}
