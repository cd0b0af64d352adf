// SPDX-License-Identifier: GPL-2.0-only

/// The undefined symbols of an executable, and the addresses that they were given.
struct HostSymbols {
    /// From the lowest symbol to behind the highest one's page; empty without symbols.
    let addresses: Range<UInt64>

    private let nameByAddress: [UInt64: String]
    private let addressByName: [String: UInt64]

    /// Nil where an address is misplaced: each is the start of a page of its own.
    init?(_ symbols: [String: UInt64]) {
        let pages = symbols.values.sorted()
        let size = GuestLayout.bytesPerHostSymbol
        guard zip(pages, pages.dropFirst()).allSatisfy({ $0 < $1 }),
            pages.allSatisfy({ $0 % size == 0 && $0 <= .max - size })
        else { return nil }
        let lowest = pages.first ?? GuestLayout.unusedHostPage
        addresses = lowest..<(pages.last.map { $0 + size } ?? lowest)
        addressByName = symbols
        nameByAddress = Dictionary(uniqueKeysWithValues: symbols.map { ($1, $0) })
    }

    /// The function that starts at an address.
    func function(at address: UInt64) -> String? {
        nameByAddress[address]
    }

    /// The symbol in whose page an address lies.
    func symbol(holding address: UInt64) -> String? {
        nameByAddress[address & ~(GuestLayout.bytesPerHostSymbol - 1)]
    }

    func address(of name: String) -> UInt64? {
        addressByName[name]
    }

    /// The names in the order of their addresses.
    var names: [String] {
        nameByAddress.sorted { $0.key < $1.key }.map(\.value)
    }
}
