// SPDX-License-Identifier: GPL-2.0-only

public import Benches
public import HunkMatching

extension KernelBuilder {
    /// Compiles benches with their units and links them, ``jobs`` units and links at a time. A unit
    /// of the tree that several of them link is compiled once.
    ///
    /// Optional units which the tree lacks are left out. All units are compiled even if one of
    /// them fails, so that the outcome has all errors.
    ///
    /// - Parameters:
    ///   - prepared: what ``prepare(_:for:)`` gave for the tree below the patches; it is of no
    ///     use for another tree, and then ignored.
    ///   - progress: called after each unit, one call at a time.
    /// - Returns: An outcome for each bench, in order.
    /// - Throws: ``KernelBuildError``, when the machine is at fault and not the code.
    public func build(
        _ benches: [Bench], on snapshot: TreeSnapshot, prepared: PreparedTree? = nil,
        progress: @escaping @Sendable (BuildProgress) -> Void = { _ in }
    ) async throws(KernelBuildError) -> [BuildOutcome] {
        let folder = try PrivateFolder(in: scratch)
        var batch = makeBatch()
        var views: [[String]: Int] = [:]
        var shared: [SharedUnit: Int] = [:]
        var owners: [String] = []
        var programs: [(bench: Bench, units: [Int])] = []
        for bench in benches {
            let visible = visibleFolders(of: bench)
            let view: Int
            if let known = views[visible] {
                view = known
            } else {
                let tree = try treeOnDisk(
                    snapshot.base, visible: visible, prepared: prepared, folder: folder)
                view = batch.add(
                    CompilerView(snapshot: snapshot, tree: tree, shim: shim, runtime: runtime))
                views[visible] = view
            }
            func add(_ unit: CompileCommand.Unit, seeing view: Int) -> Int {
                owners.append(bench.name)
                return batch.add(
                    CompileCommand(
                        unit: unit, architecture: bench.architecture, includes: bench.includes),
                    seeing: view)
            }
            let own = batch.add(bench, above: view)
            var units = [
                add(.bench(file: bench.file.name, driver: bench.driver), seeing: own)
            ]
            for unit in bench.units
            where !unit.isOptional || batch.views[view].contains(unit.path) {
                let key = SharedUnit(
                    path: unit.path, architecture: bench.architecture, includes: bench.includes,
                    view: view)
                let number = shared[key] ?? add(.tree(unit.path), seeing: view)
                shared[key] = number
                units.append(number)
            }
            programs.append((bench, units))
        }
        var done = 0
        let results = try await batch.run { index, report in
            done += 1
            progress(
                BuildProgress(
                    bench: owners[index], done: done, total: owners.count, unit: report.path,
                    isFromCache: report.isFromCache))
        }
        return try await programs.mapInParallel(tasks: jobs) {
            [results] program
                throws(KernelBuildError) in
            try await link(program.units.map { results[$0] })
        }
    }

    private func link(
        _ results: [CompileBatch.Result]
    ) async throws(KernelBuildError) -> BuildOutcome {
        let reports = results.map(\.report)
        let objects = results.compactMap(\.object)
        guard objects.count == reports.count else { return .unitsFailed(reports) }
        return try await link(
            objects, units: reports, model: results.first?.model,
            folder: try PrivateFolder(in: scratch))
    }

    /// A unit of the tree as some benches link it.
    private struct SharedUnit: Hashable {
        let path: String
        let architecture: String?
        let includes: [String]
        let view: Int
    }
}
