// SPDX-License-Identifier: GPL-2.0-only

import Benches
import Testing

@testable import GatherSimulation

@Suite struct EmbeddedScenarioTests {
    @Test func everyScenarioFitsEveryBenchThatDoesNotSkipIt() throws {
        let catalogue = try BenchCatalogue()
        #expect(catalogue.scenarios.count >= 16)
        for file in catalogue.scenarios {
            let scenario = try Scenario(file)
            #expect(scenario.name == file.name)
            for bench in catalogue.benches where bench.skippedScenarios[file.name] == nil {
                let window = ScenarioWindow(bench)
                #expect(throws: Never.self, "\(file.name) on \(bench.name)") {
                    try ScenarioPlan(
                        scenario, in: window, of: Aperture(first: 0, last: 0xffff_ffff))
                }
            }
        }
    }
}
