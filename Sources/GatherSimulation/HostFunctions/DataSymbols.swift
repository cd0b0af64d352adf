// SPDX-License-Identifier: GPL-2.0-only

import RISCVMachine

/// Variables of the kernel that an executable leaves undefined: their size and first content.
///
/// Any other undefined symbol that is read or written ends the run as not modelled; taking its
/// address is no use of it.
enum DataSymbols {
    private enum Content {
        case zero
        case words([UInt64])
        /// Ticks; kept up to date.
        case jiffies
    }

    private struct Variable {
        let byteCount: UInt64
        let content: Content
    }

    private static let variables: [String: Variable] = [
        // struct page number n stands at n times its size.
        "mem_map": Variable(byteCount: 8, content: .zero),
        // Read and handed on to functions that do not look at it.
        "kmalloc_caches": Variable(byteCount: 4096, content: .zero),
        "jiffies": Variable(byteCount: 8, content: .jiffies),
        "jiffies_64": Variable(byteCount: 8, content: .jiffies),
        // The current task, in which nothing is set.
        "shim_task": Variable(byteCount: 4096, content: .zero),
        "shim_thread_info": Variable(byteCount: 4096, content: .zero),
        // Two processors, both of them there.
        "nr_cpu_ids": Variable(byteCount: 4, content: .words([2])),
        "__cpu_possible_mask": Variable(byteCount: 8, content: .words([3])),
        "__cpu_online_mask": Variable(byteCount: 8, content: .words([3])),
        "__cpu_present_mask": Variable(byteCount: 8, content: .words([3])),
        "__per_cpu_offset": Variable(byteCount: 16, content: .zero),
        // Buses without devices.
        "platform_bus_type": Variable(byteCount: 512, content: .zero),
        "pci_bus_type": Variable(byteCount: 512, content: .zero),
        "timekeeping_suspended": Variable(byteCount: 4, content: .zero),
        "oops_in_progress": Variable(byteCount: 4, content: .zero),
        // SYSTEM_RUNNING.
        "system_state": Variable(byteCount: 4, content: .words([3])),
        "panic_on_warn": Variable(byteCount: 4, content: .zero),
    ]

    /// The size of a variable, nil for what is none.
    static func byteCount(of name: String) -> UInt64? {
        variables[name]?.byteCount
    }

    /// Makes the variables among the guest's undefined symbols accessible.
    ///
    /// - Throws: ``RunStop/simulatorFault(_:)``
    static func place(in guest: Guest) throws(RunStop) {
        for (name, address) in guest.symbols.variables {
            guard let variable = variables[name] else { continue }
            let addresses = address..<address + variable.byteCount
            do throws(MachineProblem) {
                try guest.machine.memory.setPermissions(addresses, [.read, .write])
            } catch {
                throw .simulatorFault("\(name) cannot be placed: \(error)")
            }
            try fill(variable, at: address, in: guest)
        }
    }

    /// Brings the variables that follow the clock up to date.
    static func updateTime(in guest: Guest) {
        for address in guest.symbols.tickCounters {
            // Placed above, so that it can be stored.
            _ = try? guest.machine.memory.store64(guest.clock.jiffies, at: address)
        }
    }

    private static func fill(
        _ variable: Variable, at address: UInt64, in guest: Guest
    ) throws(RunStop) {
        let bytes: [UInt8]
        switch variable.content {
        case .zero:
            return
        case .jiffies:
            updateTime(in: guest)
            return
        case .words(let words):
            bytes = words.flatMap(Self.bytes)
        }
        do throws(MemoryFault) {
            try guest.machine.memory.store(
                bytes.prefix(Int(variable.byteCount)), at: address)
        } catch {
            throw .simulatorFault("a variable of the kernel cannot be stored: \(error)")
        }
    }

    private static func bytes(_ word: UInt64) -> [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: word >> (8 * UInt64($0))) }
    }
}
