// SPDX-License-Identifier: GPL-2.0-only

/// The undefined symbols of an executable, and the addresses that they were given.
struct HostSymbols {
    /// An undefined symbol, and what the simulation has for it: a function, a variable or nothing.
    struct Symbol {
        let name: String
        let function: HostFunction?
        let isVariable: Bool

        /// Whether the function is one that device models call.
        let isOfDevice: Bool
    }

    /// From the lowest symbol to behind the highest one's page; empty without symbols.
    let addresses: Range<UInt64>

    /// The variables with their addresses, in the order of these.
    let variables: [(name: String, address: UInt64)]

    /// Those of the variables that count ticks.
    let tickCounters: [UInt64]

    private let symbols: [UInt64: Symbol]

    /// Nil where an address is misplaced: each is the start of a page of its own.
    init?(_ addressByName: [String: UInt64]) {
        let pages = addressByName.values.sorted()
        let size = GuestLayout.bytesPerHostSymbol
        guard zip(pages, pages.dropFirst()).allSatisfy({ $0 < $1 }),
            pages.allSatisfy({ $0 % size == 0 && $0 <= .max - size })
        else { return nil }
        let lowest = pages.first ?? GuestLayout.unusedHostPage
        addresses = lowest..<(pages.last.map { $0 + size } ?? lowest)
        variables =
            addressByName.filter { DataSymbols.byteCount(of: $0.key) != nil }
            .map { (name: $0.key, address: $0.value) }
            .sorted { $0.address < $1.address }
        tickCounters = variables.filter { $0.name.hasPrefix("jiffies") }.map(\.address)
        symbols = Dictionary(
            uniqueKeysWithValues: addressByName.map { name, address in
                let symbol = Symbol(
                    name: name, function: HostFunctions.named[name],
                    isVariable: DataSymbols.byteCount(of: name) != nil,
                    isOfDevice: HostFunctions.device[name] != nil)
                return (address, symbol)
            })
    }

    /// The symbol whose address it is.
    func symbol(at address: UInt64) -> Symbol? {
        symbols[address]
    }

    /// The symbol in whose page an address lies.
    func symbol(holding address: UInt64) -> Symbol? {
        symbols[address & ~(GuestLayout.bytesPerHostSymbol - 1)]
    }
}
