// SPDX-License-Identifier: GPL-2.0-only

import RISCVMachine

/// What the host's work costs the guest, in instructions of the machine that take as long; rounded
/// up, from measurements (`docs/performance.md`).
///
/// Without it a program of few instructions could keep the host busy for long: by calls of host
/// functions, by large blocks of bytes, or by invalidations of many pages.
enum HostWork {
    /// Any call of a host function.
    static let call = 300

    /// A call of guest code by the host, with its switch of stacks.
    static let upcall = 1200

    /// An allocation or a free, with the permissions of its bytes.
    static let allocation = 1500

    /// A step through a list that the guest made long.
    static let step = 40

    /// A byte of a block that is copied, filled or given permissions.
    static func bytes(_ count: UInt64) -> Int {
        Int(clamping: count / 4)
    }

    /// A byte that is looked at one by one.
    static func singleBytes(_ count: UInt64) -> Int {
        Int(clamping: min(count, 1 << 32)) * 20
    }

    /// A page of the scenario's IOVAs that is looked up, beside the walk itself, with so many
    /// leaves and tables known.
    static func lookUp(tables: Int) -> Int {
        1000 + 40 * tables
    }

    /// An invalidation or a completion that has to be compared with so many leaves and tables.
    static func comparison(entries: Int) -> Int {
        500 + 60 * entries
    }
}

extension Guest {
    /// Takes instructions from the fuel of whoever runs; when there is none left, the run ends at
    /// the next instruction.
    func spend(_ instructions: Int) {
        machine.fuel = max(machine.fuel, 0) - min(instructions, 1 << 40)
    }

    /// Takes instructions from the fuel of the device, whoever runs.
    func spendOnDevice(_ instructions: Int) {
        if role == .device {
            spend(instructions)
        } else {
            deviceFuel -= instructions
            scenarioFuel -= instructions
        }
    }

    /// Ends a host function that goes on for long when there is no fuel left.
    ///
    /// - Throws: ``RunStop/outOfBudget(_:stack:)``
    func checkFuel() throws(RunStop) {
        guard machine.fuel > 0 else {
            throw .outOfBudget("instructions in one call of a host function", stack: driverStack)
        }
    }
}
