// SPDX-License-Identifier: GPL-2.0-only

internal import Benches

/// The compilations of some builds: those that the cache knows first, the others a few at a time.
struct CompileBatch {
    let toolchain: Toolchain
    let limits: BuildLimits
    let jobs: Int
    let cache: UnitCache

    /// Where private folders are made.
    let scratch: String

    /// What the commands' units see.
    private(set) var views: [CompilerView] = []

    /// The view below that of a bench.
    private var parents: [Int: Int] = [:]

    /// What to compile.
    private var commands: [(command: CompileCommand, view: Int)] = []

    /// One unit's report and its object, if there is one.
    struct Result: Sendable {
        let report: UnitReport
        let object: BlobStore.Reference?

        /// What the device of a bench does.
        let model: DeviceModel?
    }

    init(toolchain: Toolchain, limits: BuildLimits, jobs: Int, cache: String, scratch: String) {
        self.toolchain = toolchain
        self.limits = limits
        self.jobs = jobs
        self.cache = UnitCache(folder: cache)
        self.scratch = scratch
    }

    /// Adds what units may see; the number is for ``add(_:seeing:)``.
    mutating func add(_ view: CompilerView) -> Int {
        views.append(view)
        return views.count - 1
    }

    /// Adds what a bench sees beside a view.
    mutating func add(_ bench: Bench, above view: Int) -> Int {
        let own = add(views[view].showing(bench))
        parents[own] = view
        return own
    }

    /// Adds a unit; the number is that of its result.
    mutating func add(_ command: CompileCommand, seeing view: Int) -> Int {
        commands.append((command, view))
        return commands.count - 1
    }

    /// Compiles, and gives the results in the order of the commands.
    ///
    /// - Parameter progress: called with the number of a command and its report.
    mutating func run(
        progress: (Int, UnitReport) -> Void
    ) async throws(KernelBuildError) -> [Result] {
        var results = [Result?](repeating: nil, count: commands.count)
        func finish(_ index: Int, _ entry: UnitCache.Entry, isFromCache: Bool) {
            let report = UnitReport(
                path: commands[index].command.path, verdict: entry.verdict,
                isFromCache: isFromCache)
            results[index] = Result(
                report: report, object: entry.object, model: entry.model)
            progress(index, report)
        }
        var missing: [(index: Int, key: String)] = []
        // What is known of the tree by its own units need not be found out for each bench.
        let ofTree = commands.indices.filter { parents[commands[$0].view] == nil }
        let ofBenches = commands.indices.filter { parents[commands[$0].view] != nil }
        for index in ofTree + ofBenches {
            let (command, view) = commands[index]
            if let parent = parents[view] { views[view].learn(from: views[parent]) }
            if case .tree(let path) = command.unit, !views[view].contains(path) {
                finish(index, UnitCache.Entry(verdict: .absent, object: nil), isFromCache: true)
                continue
            }
            let key = UnitCache.key(
                toolchain: toolchain, command: command, limits: limits, view: views[view])
            if let entry = try cache.find(key, in: &views[view]) {
                finish(index, entry, isFromCache: true)
            } else {
                missing.append((index, key))
            }
        }
        guard !missing.isEmpty else { return results.compactMap(\.self) }
        var folders: [Int: PrivateFolder] = [:]
        var overlays: [Int: CompilerView.Overlays] = [:]
        for (index, _) in missing where overlays[commands[index].view] == nil {
            let view = commands[index].view
            let folder = try PrivateFolder(in: scratch)
            folders[view] = folder
            overlays[view] = try views[view].materialize(in: folder)
        }
        try await compile(missing.map(\.index), overlays: overlays, in: folders) {
            (position, product) throws(KernelBuildError) in
            let (index, key) = missing[position]
            let view = commands[index].view
            try refuseDamage(product, seen: views[view])
            let entry = try cache.note(product, key: key, in: &views[view])
            finish(index, entry, isFromCache: false)
        }
        return results.compactMap(\.self)
    }

    /// A compilation that read a damaged copy of the tree is worth nothing.
    private func refuseDamage(
        _ product: UnitCompiler.Product, seen view: CompilerView
    ) throws(KernelBuildError) {
        let names = product.readFiles ?? []
        let paths = names.map(VirtualPath.meaning).filter { $0.origin == .tree }.map(\.path)
        if let path = view.tree.damaged(among: paths).first {
            view.tree.discardCopies()
            throw .storage(
                path: path,
                reason: "the cache's copy of the git tree was damaged and is removed; run again")
        }
    }

    /// Runs the compilations, at most `jobs` at a time, and hands over each product.
    private func compile(
        _ indices: [Int], overlays: [Int: CompilerView.Overlays], in folders: [Int: PrivateFolder],
        receive: (Int, UnitCompiler.Product) throws(KernelBuildError) -> Void
    ) async throws(KernelBuildError) {
        let (toolchain, limits) = (toolchain, limits)
        var jobs: [(command: CompileCommand, flags: [String], overlay: String, folder: String)] = []
        for (position, index) in indices.enumerated() {
            let (command, view) = commands[index]
            guard let folder = try folders[view]?.subfolder("unit-\(position)"),
                let overlay = overlays[view]?.file(for: command.unit)
            else { preconditionFailure("each view of a missing unit was written") }
            jobs.append((command, command.frontEnd(in: views[view]), overlay, folder))
        }
        typealias Finished = Swift.Result<UnitCompiler.Product, KernelBuildError>
        var failure: KernelBuildError?
        await withTaskGroup(of: (Int, Finished).self) { group in
            var next = 0
            func start() {
                guard next < jobs.count else { return }
                let (position, job) = (next, jobs[next])
                next += 1
                group.addTask {
                    let compiler = UnitCompiler(
                        toolchain: toolchain, limits: limits, overlay: job.overlay)
                    do throws(KernelBuildError) {
                        let product = try await compiler.compile(
                            source: job.command.source, flags: job.flags, folder: job.folder,
                            isBench: job.command.isBench)
                        return (position, .success(product))
                    } catch {
                        return (position, .failure(error))
                    }
                }
            }
            for _ in 0..<self.jobs { start() }
            while let (position, finished) = await group.next() {
                do throws(KernelBuildError) {
                    try receive(position, try finished.get())
                    start()
                } catch {
                    failure = error
                    group.cancelAll()
                    break
                }
            }
        }
        if let failure { throw failure }
    }
}
