// SPDX-License-Identifier: GPL-2.0-only

public import Benches
public import HunkMatching

/// Compiles benches on kernel trees, confined and cached.
///
/// The compiler sees the kernel tree (in part: the headers, `lib`, `drivers/iommu` and the folders
/// of the units), the shim and the bench, and no other file of the machine. `docs/threat-model.md`
/// says how, and what remains.
public struct KernelBuilder: Sendable {
    /// The programs in use.
    public let toolchain: Toolchain

    /// What each run of them may use.
    public let limits: BuildLimits

    /// Compilations at a time.
    public let jobs: Int

    let shim: [BenchFile]
    let runtime: [BenchFile]
    private let cache: String
    let scratch: String

    /// Keeps the folder of a builder without a cache until the last copy of the builder is gone.
    private let ownFolder: PrivateFolder?

    /// Sets up a builder.
    ///
    /// - Parameters:
    ///   - catalogue: gives the shim and the runtime.
    ///   - cacheFolder: the folder for objects, programs and written-out git trees, made where
    ///     needed; several processes can use one at a time. nil works in a private folder that
    ///     goes with the builder.
    ///   - temporaryFolder: where that private folder is made.
    ///   - jobs: compilations at a time, at least one.
    /// - Throws: ``KernelBuildError/storage(path:reason:)``.
    public init(
        toolchain: Toolchain, catalogue: BenchCatalogue, cacheFolder: String?,
        temporaryFolder: String = "/tmp", limits: BuildLimits = BuildLimits(), jobs: Int
    ) throws(KernelBuildError) {
        self.toolchain = toolchain
        self.limits = limits
        self.jobs = max(jobs, 1)
        shim = catalogue.shimFiles
        runtime = catalogue.runtimeFiles
        if let cacheFolder {
            ownFolder = nil
            cache = cacheFolder
        } else {
            let own = try PrivateFolder(in: temporaryFolder)
            ownFolder = own
            cache = own.path
        }
        scratch = "\(cache)/scratch"
        try StorageFile.makeFolder(scratch)
        PrivateFolder.removeAbandoned(in: scratch)
    }

    /// Looks through a tree once for several builds.
    ///
    /// - Throws: ``KernelBuildError``.
    public func prepare(
        _ base: any SourceTree, for benches: [Bench]
    ) throws(KernelBuildError) -> PreparedTree {
        let folder = try PrivateFolder(in: scratch)
        var trees: [[String]: TreeOnDisk] = [:]
        for bench in benches {
            let visible = visibleFolders(of: bench)
            guard trees[visible] == nil else { continue }
            trees[visible] = try treeOnDisk(
                base, visible: visible, prepared: nil, folder: folder)
        }
        return PreparedTree(base: base, trees: trees)
    }

    /// Compiles a bench with its units and links them: as ``build(_:on:prepared:progress:)`` of
    /// several.
    ///
    /// - Throws: ``KernelBuildError``, when the machine is at fault and not the code.
    public func build(
        _ bench: Bench, on snapshot: TreeSnapshot, prepared: PreparedTree? = nil,
        progress: @escaping @Sendable (BuildProgress) -> Void = { _ in }
    ) async throws(KernelBuildError) -> BuildOutcome {
        let outcomes = try await build(
            [bench], on: snapshot, prepared: prepared, progress: progress)
        guard let outcome = outcomes.first else {
            preconditionFailure("each bench has an outcome")
        }
        return outcome
    }

    /// Compiles files of a tree one by one, as a check: no bench, no program.
    ///
    /// The files see the shim instead of a real architecture; what fails here may compile in the
    /// kernel. Compare with the tree before the patch.
    ///
    /// - Parameters:
    ///   - units: paths of the tree.
    ///   - architecture: whose headers are added, as in ``Bench/architecture``.
    ///   - prepared: as for ``build(_:on:prepared:progress:)``.
    /// - Returns: A report for each unit, in order.
    /// - Throws: ``KernelBuildError``, when the machine is at fault and not the code.
    public func check(
        units: [String], architecture: String? = nil, on snapshot: TreeSnapshot,
        prepared: PreparedTree? = nil
    ) async throws(KernelBuildError) -> [UnitReport] {
        let folder = try PrivateFolder(in: scratch)
        let visible = VisibleFolders.of(units: units, architecture: architecture)
        let tree = try treeOnDisk(
            snapshot.base, visible: visible, prepared: prepared, folder: folder)
        var batch = makeBatch()
        let view = batch.add(
            CompilerView(snapshot: snapshot, tree: tree, shim: shim, runtime: runtime))
        for path in units {
            _ = batch.add(
                CompileCommand(unit: .tree(path), architecture: architecture, includes: []),
                seeing: view)
        }
        return try await batch.run { _, _ in }.map(\.report)
    }

    /// The source behind addresses of a program; addresses without any are left out.
    ///
    /// One run of the symboliser for all of them (about 0.2 s for ten thousand), none when the
    /// same question was asked before. Addresses past ``BuildLimits/addresses`` are not asked
    /// about.
    ///
    /// - Throws: ``KernelBuildError``.
    public func sourceLines(
        of addresses: [UInt64], in executable: Executable
    ) async throws(KernelBuildError) -> SourceLines {
        let asked = Array(Set(addresses).sorted().prefix(limits.addresses))
        guard !asked.isEmpty else { return SourceLines(frames: [:]) }
        var digest = ContentDigest()
        digest.update(field: toolchain.version)
        digest.update(field: executable.digest)
        for address in asked { digest.update(field: String(address, radix: 16)) }
        let key = digest.finished()
        let records = RecordStore(folder: "\(cache)/lines")
        if let known = records.read([UInt64: [SourceFrame]].self, key: key) {
            return SourceLines(frames: known)
        }
        let folder = try PrivateFolder(in: scratch)
        let frames = try await Symbolizer(toolchain: toolchain, limits: limits).frames(
            of: asked, elf: executable.elf, folder: folder.path)
        try records.write(frames, key: key)
        return SourceLines(frames: frames)
    }

    func visibleFolders(of bench: Bench) -> [String] {
        VisibleFolders.of(
            units: bench.units.map(\.path) + [bench.driver], architecture: bench.architecture)
    }

    func treeOnDisk(
        _ base: any SourceTree, visible: [String], prepared: PreparedTree?, folder: PrivateFolder
    ) throws(KernelBuildError) -> TreeOnDisk {
        if let known = prepared?.tree(visible: visible, of: base) { return known }
        if let onDisk = base.folderOnDisk {
            return try TreeOnDisk(folder: onDisk, visible: visible, limits: limits)
        }
        return try TreeOnDisk(
            tree: base, visible: visible, store: "\(cache)/trees", scratch: folder, limits: limits)
    }

    func makeBatch() -> CompileBatch {
        CompileBatch(
            toolchain: toolchain, limits: limits, jobs: jobs, cache: cache, scratch: scratch)
    }

    func link(
        _ objects: [BlobStore.Reference], units: [UnitReport], model: DeviceModel?,
        folder: PrivateFolder
    ) async throws(KernelBuildError) -> BuildOutcome {
        let images = ImageCache(folder: cache)
        let key = ImageCache.key(toolchain: toolchain, objects: objects, limits: limits)
        switch images.find(key) {
        case .image(let elf, let hostSymbols, let digest):
            return .built(
                Executable(
                    elf: elf, hostSymbols: hostSymbols, units: units, digest: digest, model: model))
        case .failure(.notLinked(let lines)):
            return .notLinked(lines, units: units)
        case .failure(.refused(let refusal, let detail)):
            return .refused(refusal, detail: detail, units: units)
        case nil:
            break
        }
        let store = BlobStore(folder: "\(cache)/objects")
        let linker = Linker(toolchain: toolchain, limits: limits)
        let product = try await linker.link(
            objects.map(store.path), names: units.map(\.path),
            folder: try folder.subfolder("link"))
        switch product {
        case .linked(let elf, let hostSymbols):
            let digest = try images.note(elf: elf, hostSymbols: hostSymbols, key: key)
            return .built(
                Executable(
                    elf: elf, hostSymbols: hostSymbols, units: units, digest: digest, model: model))
        case .failed(let lines):
            try images.note(.notLinked(lines), key: key)
            return .notLinked(lines, units: units)
        case .refused(let refusal, let detail):
            try images.note(.refused(refusal, detail: detail), key: key)
            return .refused(refusal, detail: detail, units: units)
        case .cutOff(let cutOff):
            return .linkCutOff(cutOff, units: units)
        }
    }
}
