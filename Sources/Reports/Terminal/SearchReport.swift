// SPDX-License-Identifier: GPL-2.0-only

internal import GatherSimulation
internal import KernelBuild
public import Reviews

/// What a search has found, as text: for each defect a scenario that can be saved and run, with the
/// finding as its comments.
public struct SearchReport {
    private let search: TreeSearch

    /// Sets a search.
    public init(_ search: TreeSearch) {
        self.search = search
    }

    /// The text.
    public var text: String {
        let length = search.bounds.operations
        var text =
            "# Every sequence of up to \(length) maps, unmaps and syncs in a small window\n"
        for driver in search.drivers { write(driver, to: &text) }
        return text
    }

    private func write(_ driver: DriverSearch, to text: inout String) {
        text += "\n# \(DisplayText.safe(driver.driver)): \(Self.summary(of: driver))\n"
        for counterexample in driver.result?.counterexamples ?? [] {
            text += "\n"
            for finding in counterexample.findings {
                let words = Wording.finding(finding, in: counterexample.run)
                text += "# \(DisplayText.safe(words))\n"
                for frame in driver.lines.frames(of: finding.stack) {
                    let place = frame.text
                    text += "#   at \(DisplayText.safe(place))\n"
                }
            }
            text += counterexample.scenario.text
        }
    }

    /// What was done on a driver, in one sentence.
    static func summary(of driver: DriverSearch) -> String {
        guard let result = driver.result else {
            return "not searched: \(driver.obstacle ?? "nothing was tried")"
        }
        if let obstacle = result.obstacle {
            return "not searched: \(Wording.ending(obstacle))"
        }
        var parts = ["\(result.sequences) sequences of single leaves"]
        parts.append(result.isComplete ? "all there are" : "not all there are")
        for ending in result.endings {
            parts.append("some ended early: \(Wording.ending(ending))")
        }
        let count = result.counterexamples.count
        parts.append(
            count == 0 ? "no defect" : count == 1 ? "1 sort of defect" : "\(count) sorts of defects"
        )
        return parts.joined(separator: ", ")
    }
}
