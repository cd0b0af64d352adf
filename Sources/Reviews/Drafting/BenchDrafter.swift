// SPDX-License-Identifier: GPL-2.0-only

public import Benches
internal import GatherSimulation
public import HunkMatching
public import KernelBuild
internal import UnifiedDiffs

/// Writes the beginning of a bench for a driver: reads its source, builds the draft, and names what
/// is missing.
public struct BenchDrafter: Sendable {
    private let tree: TreeSnapshot
    private let catalogue: BenchCatalogue
    private let builder: KernelBuilder?

    /// How many files of the tree are looked through for missing functions.
    private static let fileLimit = 4000

    /// Sets up; without a builder the missing functions are not known.
    public init(_ tree: any SourceTree, catalogue: BenchCatalogue, builder: KernelBuilder?) {
        self.tree = TreeSnapshot(tree)
        self.catalogue = catalogue
        self.builder = builder
    }

    /// What came of drafting.
    public struct Result: Sendable {
        /// The draft.
        public let draft: BenchDraft

        /// Why the draft does not build yet, a line each; empty if it does or was not built.
        public let problems: [String]
    }

    /// Drafts a bench for the driver at that path of the tree.
    ///
    /// - Throws: ``ReviewError/noSuchDriver(_:)``, or what is wrong with the tree.
    public func draft(_ path: String) async throws(ReviewError) -> Result {
        let found: [UInt8]?
        do throws(TreeError) {
            found = try (try? TreePath(validating: path)).flatMap { place throws(TreeError) in
                try tree.contents(of: place)
            }
        } catch {
            throw .tree(error)
        }
        guard let bytes = found else { throw .noSuchDriver(path) }
        var draft = BenchDraft(DriverSource(path: path, bytes: bytes))
        guard let builder else { return Result(draft: draft, problems: []) }
        let bench: Bench
        do {
            bench = try Bench(
                BenchFile(
                    path: "benches/\(draft.source.benchName).c", bytes: Array(draft.text.utf8),
                    origin: .embedded))
        } catch {
            return Result(draft: draft, problems: ["\(error)"])
        }
        let outcome: BuildOutcome
        do {
            outcome = try await builder.build(bench, on: tree)
        } catch {
            throw .build(error)
        }
        guard let executable = outcome.executable else {
            return Result(draft: draft, problems: problems(of: outcome))
        }
        let unknown = executable.hostSymbols.keys.filter { !Simulation.models($0) }.sorted()
        draft.missing = try places(of: unknown)
        return Result(draft: draft, problems: [])
    }

    private func problems(of outcome: BuildOutcome) -> [String] {
        if case .notLinked(let lines, _) = outcome { return lines }
        return outcome.units.filter { $0.verdict != .compiled }.flatMap { unit in
            if case .failed(let messages) = unit.verdict {
                return messages.prefix(5).map {
                    "\($0.location.map { "\($0.path):\($0.line): " } ?? "")\($0.text)"
                }
            }
            return ["\(unit.path) \(unit.verdict.words)"]
        }
    }

    /// The files that seem to define functions: a line begins with the type, the name follows, and
    /// what follows the parameters is no semicolon.
    private func places(of functions: [String]) throws(ReviewError) -> [BenchDraft.Missing] {
        var found: [String: [String]] = [:]
        do {
            var looked = 0
            for folder in ["lib", "drivers/iommu"] {
                guard let place = try? TreePath(validating: folder) else { continue }
                for path in try tree.paths(under: place)
                where path.string.hasSuffix(".c") && looked < Self.fileLimit {
                    looked += 1
                    guard let bytes = try tree.contents(of: path) else { continue }
                    let text = String(decoding: bytes, as: UTF8.self)
                    for function in functions where Self.defines(function, in: text) {
                        found[function, default: []].append(path.string)
                    }
                }
            }
        } catch {
            throw .tree(error)
        }
        return functions.map {
            BenchDraft.Missing(function: $0, definedIn: found[$0, default: []].sorted())
        }
    }

    private static func defines(_ function: String, in text: String) -> Bool {
        var rest = text[...]
        while let place = rest.firstRange(of: "\(function)(") {
            let line =
                rest[..<place.lowerBound].lastIndex(of: "\n").map {
                    rest[rest.index(after: $0)..<place.lowerBound]
                } ?? rest[..<place.lowerBound]
            rest = rest[place.upperBound...]
            let first = line.first ?? "x"
            guard first.isLetter || first == "*", !line.contains("="), !line.contains("("),
                let end = rest.firstIndex(where: { $0 == ";" || $0 == "{" })
            else { continue }
            if rest[end] == "{" { return true }
        }
        return false
    }
}
