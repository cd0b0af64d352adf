// SPDX-License-Identifier: GPL-2.0-only

import RISCVMachine

/// A function of the kernel, or of the shim around it, which the simulation does instead.
struct HostFunction: Sendable {
    typealias Body = @Sendable (HostCall) throws(RunStop) -> UInt64

    /// The result and the parameters as C has them, without the name.
    let signature: String

    /// Does what the function does and gives its result, 0 where it has none.
    let body: Body

    init(_ signature: String, _ body: @escaping Body) {
        self.signature = signature
        self.body = body
    }

    /// A function without effect.
    init(_ signature: String, returning value: UInt64) {
        self.init(signature) { (_: HostCall) throws(RunStop) in value }
    }
}

/// Every host function by its name; one file for each family. What is not here is not modelled: no function has a default.
enum HostFunctions {
    static let named: [String: HostFunction] = {
        var table: [String: HostFunction] = [:]
        let families = [
            allocations, slabCaches, pages, dma, bytes, strings, locks, concurrency, messages,
            registers, time, device, driverCore, clocks, identifiers, platform, sysfs,
        ]
        for family in families {
            table.merge(family) { _, _ in
                preconditionFailure("two host functions have one name")
            }
        }
        return table
    }()

    /// The functions of the table that an executable defines itself, for all of its units.
    static func defined(in image: ELFImage) -> Set<String> {
        Set(
            image.symbols.lazy.filter { $0.isGlobal && $0.kind == .function }.map(\.name)
                .filter { named[$0] != nil })
    }

    /// The same function under several names.
    static func aliases(
        _ names: [String], _ function: HostFunction
    ) -> [(String, HostFunction)] {
        names.map { ($0, function) }
    }
}
