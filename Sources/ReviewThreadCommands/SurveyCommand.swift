// SPDX-License-Identifier: GPL-2.0-only

internal import ArgumentParser
internal import Foundation
internal import GatherSimulation
internal import Reports
internal import Reviews

/// `review-thread survey`: what the drivers of a tree do with the gather.
struct SurveyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "survey",
        abstract: "Tell what each driver of a tree does with the gather, by running it.",
        discussion: """
            Calls the unmap_pages and iotlb_sync of each driver that has a bench, and says whether \
            it fills the gather, what its iotlb_sync reads of it, what it invalidates when, and \
            what would be missing without iotlb_sync.
            """)

    @OptionGroup(title: "Tree") var tree: TreeOptions
    @OptionGroup(title: "Benches") var benches: BenchOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func validate() throws {
        if tree.tree == nil { throw ValidationError("survey needs a tree: give it with --tree") }
    }

    func run() async throws {
        let environment = ProcessInfo.processInfo.environment
        try output.check()
        try InputReading.checkStandardInput(tree.files)
        guard let request = try await TreeRequest(tree, benches, environment: environment)
        else { throw CommandFailure(status: .usage, message: "survey needs a tree") }
        let survey = try await ProgressLine.during(isShown: !output.quiet) {
            show throws(ReviewError) in
            try await TreeSurveyor(request, progress: show).survey()
        }
        try output.write(
            output.json
                ? JSONReport.text(of: survey)
                : SurveyPage(survey, style: output.style(environment: environment)).text())
        throw ExitCode(status(of: survey).rawValue)
    }

    /// Ready where every driver of the tree was seen to the end and leaves nothing behind.
    private func status(of survey: TreeSurvey) -> ExitStatus {
        let drivers = survey.drivers.filter(\.isInTree)
        if drivers.contains(where: { $0.survey?.left.isEmpty == false }) { return .needsAttention }
        return drivers.isEmpty || drivers.contains { $0.survey == nil } ? .incomplete : .ready
    }
}
