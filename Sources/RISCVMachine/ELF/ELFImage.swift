// SPDX-License-Identifier: GPL-2.0-only

/// A statically linked RV64 executable: its segments and its symbols.
///
/// Source: System V ABI, ELF-64 object file format, and the RISC-V ELF psABI, chapter "ELF object
/// files". Any byte sequence is safe to give; what cannot be loaded throws.
public struct ELFImage: Hashable, Sendable {
    /// Loadable segments by ascending address; they do not overlap and none is empty.
    public let segments: [ELFSegment]
    /// Functions, objects and labels by ascending address, then name.
    public let symbols: [ELFSymbol]
    /// The entry address of the header.
    public let entry: UInt64

    private let symbolIndexByName: [String: Int]

    /// Reads an executable.
    ///
    /// The cost is linear in the file. A file without symbol table has no symbols.
    /// - Throws: ``ELFProblem``
    public init(_ bytes: [UInt8], limits: ELFLimits = ELFLimits()) throws(ELFProblem) {
        guard bytes.count <= limits.fileBytes else {
            throw .limitExceeded(what: "file bytes", limit: limits.fileBytes)
        }
        let reader = ELFReader(bytes: bytes)
        let header = try ELFHeader(reader)
        entry = header.entry
        segments = try header.segments(reader, limits: limits)
        let symbols = try header.symbols(reader, limits: limits)
        self.symbols = symbols
        var byName: [String: Int] = [:]
        byName.reserveCapacity(symbols.count)
        for (index, symbol) in symbols.enumerated() {
            if let known = byName[symbol.name], symbols[known].isGlobal || !symbol.isGlobal {
                continue
            }
            byName[symbol.name] = index
        }
        symbolIndexByName = byName
    }

    /// The symbol of that name; among several a global one, else the lowest. Constant time.
    public func symbol(named name: String) -> ELFSymbol? {
        symbolIndexByName[name].map { symbols[$0] }
    }

    /// The function or object whose bytes hold `address`. Logarithmic time.
    ///
    /// Of symbols that share an address the first function with a size wins; where symbols nest,
    /// the one that starts last.
    public func symbol(containing address: UInt64) -> ELFSymbol? {
        var low = 0
        var high = symbols.count
        while low < high {
            let middle = low + (high - low) / 2
            if symbols[middle].address <= address {
                low = middle + 1
            } else {
                high = middle
            }
        }
        // A handful of labels without size may lie between a function's start and the address.
        var best: ELFSymbol?
        for symbol in symbols[..<low].suffix(256).reversed() {
            if let best, symbol.address < best.address { break }
            guard symbol.contains(address) else { continue }
            if symbol.kind == .function || best == nil { best = symbol }
        }
        return best
    }

    /// The first address behind the last segment.
    public var upperBound: UInt64 { segments.last?.addresses.upperBound ?? 0 }
}
