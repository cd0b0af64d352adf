// SPDX-License-Identifier: GPL-2.0-only

// Numbers that are given out and taken back: include/linux/idr.h, for benches that do not link
// lib/idr.c.

extension HostFunctions {
    static let identifiers: [String: HostFunction] = [
        "ida_alloc_range": HostFunction(
            "int (struct ida *, unsigned int min, unsigned int max, gfp_t)"
        ) { call throws(RunStop) in
            let noSpace = UInt64(bitPattern: -28)
            let lowest = UInt32(truncatingIfNeeded: try call.argument(1))
            let highest = min(
                UInt32(truncatingIfNeeded: try call.argument(2)), UInt32(Int32.max))
            let pool = try call.argument(0)
            let used = call.guest.kernel.identifiers[pool] ?? []
            var candidate = lowest
            while used.contains(candidate), candidate < highest {
                candidate += 1
                call.guest.spend(HostWork.step)
            }
            guard candidate <= highest, !used.contains(candidate) else { return noSpace }
            call.guest.kernel.identifiers[pool, default: []].insert(candidate)
            return UInt64(candidate)
        },
        "ida_free": HostFunction("void (struct ida *, unsigned int)") { call throws(RunStop) in
            let number = UInt32(truncatingIfNeeded: try call.argument(1))
            let pool = try call.argument(0)
            guard call.guest.kernel.identifiers[pool, default: []].remove(number) == nil else {
                return 0
            }
            try call.guest.log.find(
                .warning(
                    file: "lib/idr.c", line: 0,
                    message: "ida_free called for id=\(number) which is not allocated."),
                stack: call.guest.driverStack)
            return 0
        },
        "ida_destroy": HostFunction("void (struct ida *)") { call throws(RunStop) in
            call.guest.kernel.identifiers[try call.argument(0)] = nil
            return 0
        },
    ]
}
