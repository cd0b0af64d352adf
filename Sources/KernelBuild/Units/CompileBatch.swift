// SPDX-License-Identifier: GPL-2.0-only

/// The compilations of one build: those that the cache knows first, the others a few at a time.
struct CompileBatch {
    let toolchain: Toolchain
    let limits: BuildLimits
    let jobs: Int
    let cache: UnitCache
    let folder: PrivateFolder
    var view: CompilerView

    /// One unit's report and its object, if there is one.
    struct Result {
        let report: UnitReport
        let object: BlobStore.Reference?

        /// What the device of a bench does.
        let model: DeviceModel?
    }

    /// Compiles, and gives the results in the order of the commands.
    ///
    /// - Parameter progress: called with the number of units done and the last one's report.
    mutating func run(
        _ commands: [CompileCommand], progress: (Int, UnitReport) -> Void
    ) async throws(KernelBuildError) -> [Result] {
        var results = [Result?](repeating: nil, count: commands.count)
        var done = 0
        func finish(_ index: Int, _ entry: UnitCache.Entry, isFromCache: Bool) {
            let report = UnitReport(
                path: commands[index].path, verdict: entry.verdict, isFromCache: isFromCache)
            results[index] = Result(
                report: report, object: entry.object, model: entry.model)
            done += 1
            progress(done, report)
        }
        var missing: [(index: Int, key: String)] = []
        for (index, command) in commands.enumerated() {
            if case .tree(let path) = command.unit, !view.contains(path) {
                finish(index, UnitCache.Entry(verdict: .absent, object: nil), isFromCache: true)
                continue
            }
            let key = UnitCache.key(
                toolchain: toolchain, command: command, limits: limits, view: view)
            if let entry = try cache.find(key, in: &view) {
                finish(index, entry, isFromCache: true)
            } else {
                missing.append((index, key))
            }
        }
        if !missing.isEmpty {
            let overlays = try view.materialize(in: folder)
            try await compile(missing.map { commands[$0.index] }, overlays: overlays) {
                (position, product) throws(KernelBuildError) in
                try refuseDamage(product)
                let entry = try cache.note(product, key: missing[position].key, in: &view)
                finish(missing[position].index, entry, isFromCache: false)
            }
        }
        return results.compactMap(\.self)
    }

    /// A compilation that read a damaged copy of the tree is worth nothing.
    private func refuseDamage(
        _ product: UnitCompiler.Product
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
        _ commands: [CompileCommand], overlays: CompilerView.Overlays,
        receive: (Int, UnitCompiler.Product) throws(KernelBuildError) -> Void
    ) async throws(KernelBuildError) {
        let (toolchain, limits) = (toolchain, limits)
        var jobs: [(command: CompileCommand, flags: [String], overlay: String, folder: String)] = []
        for (position, command) in commands.enumerated() {
            let folder = try folder.subfolder("unit-\(position)")
            let overlay = overlays.file(for: command.unit)
            jobs.append((command, command.frontEnd(in: view), overlay, folder))
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
