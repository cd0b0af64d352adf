// SPDX-License-Identifier: GPL-2.0-only

import RISCVMachine

// What a device model asks of the simulation: runtime/device.h.

extension HostFunctions {
    static let device: [String: HostFunction] = [
        "device_invalidate_all": HostFunction("void (void)") { call throws(RunStop) in
            try call.guest.issue(Invalidation(.all))
            return 0
        },
        "device_invalidate_range": invalidateRange(reachesTables: true),
        "device_invalidate_leaves": invalidateRange(reachesTables: false),
        "device_atc_enable": HostFunction("void (bool waits)") { call throws(RunStop) in
            try call.guest.observe()
            call.guest.tlb.atc =
                try call.argument(0) & 0xff != 0 ? .waitsForIOTLB : .ordersNothing
            return 0
        },
        "device_atc_disable": HostFunction("void (void)") { call throws(RunStop) in
            call.guest.tlb.atc = nil
            return 0
        },
        "device_atc_invalidate_all": HostFunction("void (void)") { call throws(RunStop) in
            try call.guest.issue(Invalidation(.all, cache: .atc))
            return 0
        },
        "device_atc_invalidate_range": HostFunction("void (u64 first, u64 last)") {
            call throws(RunStop) in
            let first = try call.argument(0)
            let last = try call.argument(1)
            guard first <= last else { return 0 }
            let range = AddressRange(first: first, last: last)
            try call.guest.issue(Invalidation(.range(range, leafSize: nil), cache: .atc))
            return 0
        },
        "device_complete": HostFunction("void (void)") { call throws(RunStop) in
            call.guest.complete()
            return 0
        },
        "device_read32": HostFunction("u32 (u64 physical)") { call throws(RunStop) in
            let value = try call.deviceLoad(try call.argument(0), byteCount: 4)
            return UInt64(bitPattern: Int64(Int32(truncatingIfNeeded: value)))
        },
        "device_read64": HostFunction("u64 (u64 physical)") { call throws(RunStop) in
            try call.deviceLoad(try call.argument(0), byteCount: 8)
        },
        "device_write32": HostFunction("void (u64 physical, u64 value)") { call throws(RunStop) in
            try call.deviceStore(try call.argument(1), at: try call.argument(0), byteCount: 4)
            return 0
        },
        "device_write64": HostFunction("void (u64 physical, u64 value)") { call throws(RunStop) in
            try call.deviceStore(try call.argument(1), at: try call.argument(0), byteCount: 8)
            return 0
        },
        "device_unsupported": HostFunction("void (const char *)") { call throws(RunStop) in
            let text = try call.cString(at: try call.argument(0), limit: 200)
            throw call.notModelled(String(decoding: text, as: UTF8.self))
        },
    ]

    private static func invalidateRange(reachesTables: Bool) -> HostFunction {
        HostFunction("void (u64 first, u64 last, u64 leaf)") { call throws(RunStop) in
            let first = try call.argument(0)
            let last = try call.argument(1)
            let leafSize = try call.argument(2)
            // Nothing lies between bounds in the wrong order.
            guard first <= last else { return 0 }
            try call.guest.issue(
                Invalidation(
                    .range(
                        AddressRange(first: first, last: last),
                        leafSize: leafSize == 0 ? nil : leafSize),
                    reachesTables: reachesTables))
            return 0
        }
    }
}

extension HostCall {
    fileprivate func deviceLoad(_ physical: UInt64, byteCount: Int) throws(RunStop) -> UInt64 {
        let address = GuestLayout.virtual(physical)
        guest.walkedAddresses?.append(address)
        do throws(MemoryFault) {
            let value =
                byteCount == 4
                ? UInt64(try memory.load32(at: address)) : try memory.load64(at: address)
            guard let view = guest.deviceView, guest.heap.needsSync(address) else { return value }
            return view.load(address, byteCount: UInt64(byteCount))
        } catch {
            throw wildDeviceAccess(physical)
        }
    }

    fileprivate func deviceStore(
        _ value: UInt64, at physical: UInt64, byteCount: Int
    ) throws(RunStop) {
        let address = GuestLayout.virtual(physical)
        do throws(MemoryFault) {
            if byteCount == 4 {
                try memory.store32(UInt32(truncatingIfNeeded: value), at: address)
            } else {
                try memory.store64(value, at: address)
            }
        } catch {
            throw wildDeviceAccess(physical)
        }
        try publish(address, byteCount: UInt64(byteCount))
    }

    /// A device follows the addresses that its driver gave it.
    private func wildDeviceAccess(_ physical: UInt64) -> RunStop {
        guard case .freed = guest.heap.place(of: GuestLayout.virtual(physical)) else {
            return defect(.wildDeviceAccess(physicalAddress: physical))
        }
        return defect(.freedTooEarly(physicalAddress: physical))
    }
}
