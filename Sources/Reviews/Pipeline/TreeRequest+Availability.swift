// SPDX-License-Identifier: GPL-2.0-only

internal import Benches
internal import HunkMatching
internal import UnifiedDiffs

extension TreeRequest {
    /// Which of the wanted drivers the tree has.
    func availability(on tree: TreeSnapshot) throws(ReviewError) -> [DriverAvailability] {
        var result: [DriverAvailability] = []
        for bench in catalogue.benches {
            if let drivers, !drivers.contains(bench.name) { continue }
            var isThere = false
            if let path = try? TreePath(validating: bench.driver) {
                do {
                    isThere = try tree.kind(of: path) != nil
                } catch {
                    throw .tree(error)
                }
            }
            result.append(
                DriverAvailability(
                    driver: bench.name, path: bench.driver,
                    obstacle: isThere ? nil : "the tree has no \(bench.driver)"))
        }
        return result
    }

    /// The benches of those that the tree has.
    func benches(_ available: [DriverAvailability]) -> [Bench] {
        catalogue.benches.filter { bench in
            available.contains { $0.driver == bench.name && $0.obstacle == nil }
        }
    }
}
