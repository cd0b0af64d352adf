// SPDX-License-Identifier: GPL-2.0-only

// Register accesses: the shim's asm/io.h. The device model of the bench answers them, as the
// device; its instructions are not the driver's.

extension HostFunctions {
    static let registers: [String: HostFunction] = {
        var table: [String: HostFunction] = [:]
        for byteCount in [1, 2, 4, 8] {
            table["shim_read\(8 * byteCount)"] = read(byteCount)
            table["shim_write\(8 * byteCount)"] = write(byteCount)
        }
        table["iounmap"] = HostFunction("void (volatile void *)", returning: 0)
        // Where the bench says that the registers are, the driver finds them.
        table["ioremap"] = HostFunction("void *(phys_addr_t, size_t)") { call throws(RunStop) in
            let address = try call.argument(0)
            return HostCall.registerAddresses.contains(address) ? address : 0
        }
        table["__request_region"] = HostFunction(
            "struct resource *(struct resource *, resource_size_t, resource_size_t, ...)"
        ) { call throws(RunStop) in
            try call.kmalloc(128, flags: call.guest.entries.zeroFlag)
        }
        table["__release_region"] = HostFunction(
            "void (struct resource *, resource_size_t, resource_size_t)", returning: 0)
        return table
    }()

    private static func read(_ byteCount: Int) -> HostFunction {
        HostFunction("u\(8 * byteCount) (const volatile void *)") { call throws(RunStop) in
            try call.readRegister(try call.argument(0), byteCount: byteCount)
        }
    }

    private static func write(_ byteCount: Int) -> HostFunction {
        HostFunction("void (u\(8 * byteCount) value, volatile void *)") { call throws(RunStop) in
            try call.writeRegister(
                try call.argument(0), at: try call.argument(1), byteCount: byteCount)
            return 0
        }
    }
}

extension HostCall {
    /// Registers of benches, as bench.h places them: an address elsewhere is no register.
    fileprivate static let registerAddresses: Range<UInt64> = 0x1000_0000..<0x1040_0000

    fileprivate func readRegister(_ address: UInt64, byteCount: Int) throws(RunStop) -> UInt64 {
        guard Self.registerAddresses.contains(address) else {
            throw guest.crash(.load, at: address, stack: guest.driverStack)
        }
        let raw = try guest.callDevice(
            guest.entries.registerRead, [address, UInt64(byteCount)])
        let value = Self.cut(raw, byteCount)
        countAccess()
        guest.log.record(
            .registerRead(address: address, value: value, byteCount: byteCount),
            stack: guest.driverStack)
        // A register holds an unsigned int of 32 bits as if it were signed; narrower ones are
        // zero-extended (RISC-V ABIs specification, "Integer Calling Convention").
        return byteCount == 4
            ? UInt64(bitPattern: Int64(Int32(truncatingIfNeeded: value))) : value
    }

    fileprivate func writeRegister(
        _ raw: UInt64, at address: UInt64, byteCount: Int
    ) throws(RunStop) {
        guard Self.registerAddresses.contains(address) else {
            throw guest.crash(.store, at: address, stack: guest.driverStack)
        }
        let value = Self.cut(raw, byteCount)
        countAccess()
        guest.log.record(
            .registerWrite(address: address, value: value, byteCount: byteCount),
            stack: guest.driverStack)
        _ = try guest.callDevice(
            guest.entries.registerWrite, [address, value, UInt64(byteCount)])
    }

    private func countAccess() {
        guest.log.cost.registerAccesses += 1
        if guest.kernel.power.enabledClocks <= 0 { guest.log.cost.unpoweredAccesses += 1 }
        if guest.kernel.power.users <= 0 { guest.log.cost.unpoweredAccesses += 1 }
    }

    private static func cut(_ value: UInt64, _ byteCount: Int) -> UInt64 {
        byteCount == 8 ? value : value & ((1 << UInt64(8 * byteCount)) - 1)
    }
}
