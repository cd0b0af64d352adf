// SPDX-License-Identifier: GPL-2.0-only

/// Benches and scenarios by name, the later over the earlier.
struct BenchCollection {
    private(set) var benches: [String: Bench] = [:]
    private(set) var scenarios: [String: ScenarioFile] = [:]

    /// Adds the benches and scenarios among the files of one folder.
    mutating func add(_ files: [BenchFile]) throws(BenchesError) {
        let companions = files.filter { $0.path.hasPrefix("benches/") && $0.path.hasSuffix(".h") }
        var added: [String: Bench] = [:]
        for file in files where file.path.hasPrefix("benches/") && file.path.hasSuffix(".c") {
            let bench = try BenchHeader(file).bench(companions: companions)
            if let other = added[bench.name] {
                throw .duplicate(
                    name: bench.name, paths: [other.file.displayPath, file.displayPath])
            }
            added[bench.name] = bench
        }
        benches.merge(added) { _, later in later }
        for file in files
        where file.path.hasPrefix("scenarios/") && file.path.hasSuffix(".scenario") {
            let name = String(file.name.dropLast(".scenario".count))
            scenarios[name] = ScenarioFile(name: name, file: file)
        }
    }
}

extension Bench {
    /// A bench of a single file, without headers beside it.
    ///
    /// - Throws: ``BenchesError``, for an opening comment that is not as it must be.
    public init(_ file: BenchFile) throws(BenchesError) {
        self = try BenchHeader(file).bench(companions: [])
    }
}

extension BenchFile {
    /// The path by which the user knows the file.
    var displayPath: String {
        switch origin {
        case .embedded: path
        case .folder(let onDisk): onDisk
        }
    }
}
