// SPDX-License-Identifier: GPL-2.0-only

internal import ArgumentParser
internal import GatherSimulation

/// How `simulate --exhaustive` searches.
struct SearchOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Instead of scenarios run every sequence of up to so many maps, unmaps and syncs "
                + "(default: \(Self.defaultLength)), and print the shortest that shows each sort of "
                + "defect.", valueName: "number"))
    var exhaustive: Int?

    /// Operations of a sequence where no number is given.
    static let defaultLength = 4

    private static let name = "--exhaustive"

    /// What is searched; nil without `--exhaustive`.
    var bounds: SearchBounds? {
        exhaustive.map { length in
            var bounds = SearchBounds()
            bounds.operations = length
            return bounds
        }
    }

    func validate() throws {
        if let exhaustive, !(1...12).contains(exhaustive) {
            throw ValidationError("\(Self.name) takes a number of operations from 1 to 12")
        }
    }

    /// The command line with the number in it where it was left out.
    static func completed(_ arguments: [String]) -> [String] {
        guard let index = arguments.firstIndex(of: name) else { return arguments }
        let next = arguments.dropFirst(index + 1).first
        guard next.flatMap({ Int($0) }) == nil else { return arguments }
        var completed = arguments
        completed.insert("\(defaultLength)", at: index + 1)
        return completed
    }
}
