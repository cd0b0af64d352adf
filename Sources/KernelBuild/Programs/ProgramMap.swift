// SPDX-License-Identifier: GPL-2.0-only

/// What lies where in a program: its functions by the symbol table, and the lines of some files of
/// the kernel tree by the line table.
///
/// Reading it is linear in the program; nothing is run for it.
public struct ProgramMap: Sendable {
    /// A function that the program holds.
    public struct Function: Hashable, Sendable {
        /// The name; functions of several files can share one.
        public let name: String
        /// Its instructions.
        public let addresses: Range<UInt64>
    }

    /// The functions of the kernel tree, by ascending address; those of the bench and the runtime
    /// are left out.
    public let functions: [Function]

    /// For each of the files, the 1-based lines that the compiler made code of, be it in this
    /// program or dropped from it because nothing uses it.
    public let codeLines: [String: Set<Int>]

    /// For each of the files, the instructions in the program, with their lines.
    private let rows: [String: [(addresses: Range<UInt64>, line: Int)]]

    private static let symbolTable: UInt64 = 2
    private static let symbolBytes = 24

    /// Reads a program's tables. An ELF file without them, or something else, gives an empty map.
    ///
    /// - Parameter paths: the files of the kernel tree whose lines are wanted.
    public init(_ executable: Executable, linesOf paths: Set<String>) {
        self.init(elf: executable.elf, linesOf: paths)
    }

    init(elf: [UInt8], linesOf paths: Set<String>) {
        guard let sections = ELFSections(elf) else {
            (functions, codeLines, rows) = ([], [:], [:])
            return
        }
        var known: [String: String?] = [:]
        var starts: Set<UInt64> = []
        var codeLines: [String: Set<Int>] = [:]
        var rows: [String: [(addresses: Range<UInt64>, line: Int)]] = [:]
        LineProgram(sections).forEachRow { row in
            let path: String?
            if let found = known[row.file] {
                path = found
            } else {
                let meaning = VirtualPath.meaning(of: row.file)
                path = meaning.origin == .tree ? meaning.path : nil
                known.updateValue(path, forKey: row.file)
            }
            guard let path else { return }
            let isLoaded = row.addresses.lowerBound >= ImageLayout.imageBase
            if isLoaded { starts.insert(row.addresses.lowerBound) }
            guard paths.contains(path) else { return }
            codeLines[path, default: []].insert(row.line)
            if isLoaded { rows[path, default: []].append((row.addresses, row.line)) }
        }
        self.codeLines = codeLines
        self.rows = rows
        functions = Self.functions(in: sections).filter { starts.contains($0.addresses.lowerBound) }
    }

    private static func functions(in sections: ELFSections) -> [Function] {
        var functions: [Function] = []
        for (table, names) in sections.sections(ofType: symbolTable) {
            guard let names else { continue }
            let symbols = ByteReader(table.bytes)
            let strings = ByteReader(names.bytes)
            for at in stride(from: 0, to: table.bytes.count - symbolBytes + 1, by: symbolBytes) {
                guard let info = symbols.number(at: at + 4, byteCount: 1), info & 15 == 2,
                    let offset = symbols.number(at: at, byteCount: 4),
                    let name = strings.text(at: offset),
                    let address = symbols.number(at: at + 8, byteCount: 8),
                    let size = symbols.number(at: at + 16, byteCount: 8), size > 0
                else { continue }
                let (end, overflow) = address.addingReportingOverflow(size)
                guard !overflow else { continue }
                functions.append(Function(name: name, addresses: address..<end))
            }
        }
        return functions.sorted {
            ($0.addresses.lowerBound, $0.name) < ($1.addresses.lowerBound, $1.name)
        }
    }

    /// The names of the functions that hold any of these addresses.
    ///
    /// - Parameter addresses: ascending.
    public func functions(holding addresses: [UInt64]) -> Set<String> {
        Set(functions.filter { Self.holds($0.addresses, addresses) }.map(\.name))
    }

    /// The lines of a file that any of these addresses stand for.
    ///
    /// - Parameter addresses: ascending.
    public func lines(of path: String, holding addresses: [UInt64]) -> Set<Int> {
        Set((rows[path] ?? []).filter { Self.holds($0.addresses, addresses) }.map(\.line))
    }

    /// Whether the program holds code of any of these lines of a file; code that was dropped does
    /// not count.
    public func holdsCode(of path: String, lines: ClosedRange<Int>) -> Bool {
        rows[path]?.contains { lines.contains($0.line) } ?? false
    }

    /// Whether one of the sorted addresses lies in the range.
    private static func holds(_ range: Range<UInt64>, _ addresses: [UInt64]) -> Bool {
        var low = 0
        var high = addresses.count
        while low < high {
            let middle = (low + high) / 2
            if addresses[middle] < range.lowerBound { low = middle + 1 } else { high = middle }
        }
        return low < addresses.count && addresses[low] < range.upperBound
    }
}
