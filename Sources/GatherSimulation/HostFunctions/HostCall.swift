// SPDX-License-Identifier: GPL-2.0-only

import RISCVMachine

/// One call of a host function: its arguments, and the guest that made it.
struct HostCall {
    let guest: Guest
    let function: String

    var memory: GuestMemory { guest.machine.memory }

    /// An argument by its index from 0. Those that do not fit into registers are on the stack, as
    /// are those of a function with a variable number (RISC-V ABIs specification, "Integer Calling
    /// Convention").
    func argument(_ index: Int) throws(RunStop) -> UInt64 {
        guard index >= 8 else { return guest.machine.argument(index) }
        return try load(guest.machine[.sp] &+ UInt64(index - 8) &* 8, byteCount: 8)
    }

    // MARK: Memory

    /// The little-endian number of 1, 2, 4 or 8 bytes.
    func load(_ address: UInt64, byteCount: Int) throws(RunStop) -> UInt64 {
        do throws(MemoryFault) {
            return switch byteCount {
            case 1: UInt64(try memory.load8(at: address))
            case 2: UInt64(try memory.load16(at: address))
            case 4: UInt64(try memory.load32(at: address))
            default: try memory.load64(at: address)
            }
        } catch {
            throw stop(for: error)
        }
    }

    /// Stores the low 1, 2, 4 or 8 bytes.
    func store(_ value: UInt64, at address: UInt64, byteCount: Int) throws(RunStop) {
        do throws(MemoryFault) {
            switch byteCount {
            case 1: try memory.store8(UInt8(truncatingIfNeeded: value), at: address)
            case 2: try memory.store16(UInt16(truncatingIfNeeded: value), at: address)
            case 4: try memory.store32(UInt32(truncatingIfNeeded: value), at: address)
            default: try memory.store64(value, at: address)
            }
        } catch {
            throw stop(for: error)
        }
    }

    func bytes(at address: UInt64, count: UInt64) throws(RunStop) -> [UInt8] {
        payFor(bytes: count)
        do throws(MemoryFault) {
            return try memory.bytes(at: address, count: count)
        } catch {
            throw stop(for: error)
        }
    }

    func store(_ bytes: some Collection<UInt8>, at address: UInt64) throws(RunStop) {
        payFor(bytes: UInt64(bytes.count))
        do throws(MemoryFault) {
            try memory.store(bytes, at: address)
        } catch {
            throw stop(for: error)
        }
    }

    func fill(_ address: UInt64, count: UInt64, with byte: UInt8) throws(RunStop) {
        payFor(bytes: count)
        do throws(MemoryFault) {
            try memory.fill(at: address, count: count, with: byte)
        } catch {
            throw stop(for: error)
        }
    }

    /// The bytes up to a NUL, or the first `limit` bytes.
    func cString(at address: UInt64, limit: Int) throws(RunStop) -> [UInt8] {
        do throws(MemoryFault) {
            if let string = try memory.cString(at: address, limit: limit) {
                guest.spend(HostWork.singleBytes(UInt64(string.count)))
                return string
            }
            guest.spend(HostWork.singleBytes(UInt64(max(0, limit))))
            return try memory.bytes(at: address, count: UInt64(max(0, limit)))
        } catch {
            throw stop(for: error)
        }
    }

    /// A block of bytes costs what it takes the host; one that is larger than all memory costs
    /// nothing, since it faults.
    private func payFor(bytes count: UInt64) {
        if count <= GuestLayout.ram.upperBound - GuestLayout.ram.lowerBound {
            guest.spend(HostWork.bytes(count))
        }
    }

    // MARK: Ends

    func notModelled(_ what: String) -> RunStop {
        .notModelled(what, stack: guest.driverStack)
    }

    func defect(_ kind: FindingKind) -> RunStop {
        .defect(kind, stack: guest.driverStack)
    }

    private func stop(for fault: MemoryFault) -> RunStop {
        guard guest.role == .driver else {
            return .simulatorFault("the device model gave \(function)() a bad address: \(fault)")
        }
        return guest.crash(
            MemoryAccess(fault.access), at: fault.firstBadAddress, stack: guest.driverStack)
    }
}
