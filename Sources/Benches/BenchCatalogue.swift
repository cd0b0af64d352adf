// SPDX-License-Identifier: GPL-2.0-only

/// The benches and scenarios at hand: those of the program and those of the user's folders.
public struct BenchCatalogue: Hashable, Sendable {
    /// The benches, by name.
    public let benches: [Bench]

    /// The scenarios, by name.
    public let scenarios: [ScenarioFile]

    /// The headers of the synthetic architecture; their paths begin with `shim/`.
    public let shimFiles: [BenchFile]

    /// The headers of the bench runtime; their paths begin with `runtime/`.
    public let runtimeFiles: [BenchFile]

    /// A digest of the shim and runtime, 16 hexadecimal digits: other content, other digits.
    public let supportDigest: String

    /// The program's own benches and scenarios, with those of the given folders over them: a
    /// user's bench or scenario wins over an embedded one of the same name, and a later folder
    /// over an earlier one.
    ///
    /// A folder holds `NAME.c` (benches), `NAME.h` (headers for these) and `NAME.scenario`; other
    /// files and folders below it are left alone.
    ///
    /// - Throws: ``BenchesError``, for a folder that cannot be read and for a bench whose opening
    ///   comment is not as it must be.
    public init(
        folders: [String] = [], limits: BenchLimits = BenchLimits()
    ) throws(BenchesError) {
        let embedded = EmbeddedFiles.all()
        var collection = BenchCollection()
        try collection.add(embedded)
        guard folders.count <= limits.folders else {
            throw .tooLarge(path: "--bench-path", limit: "\(limits.folders) folders")
        }
        for folder in folders {
            try collection.add(BenchFolder(path: folder, limits: limits).files())
        }
        benches = collection.benches.values.sorted { $0.name < $1.name }
        scenarios = collection.scenarios.values.sorted { $0.name < $1.name }
        shimFiles = embedded.filter { $0.path.hasPrefix("shim/") }
        runtimeFiles = embedded.filter { $0.path.hasPrefix("runtime/") }
        supportDigest = ContentDigest(of: shimFiles + runtimeFiles).hexadecimal
    }

    /// The bench with that name.
    public func bench(named name: String) -> Bench? {
        benches.first { $0.name == name }
    }

    /// The scenario with that name.
    public func scenario(named name: String) -> ScenarioFile? {
        scenarios.first { $0.name == name }
    }
}
