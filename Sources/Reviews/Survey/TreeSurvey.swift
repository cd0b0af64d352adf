// SPDX-License-Identifier: GPL-2.0-only

public import GatherSimulation
public import KernelBuild

/// What the drivers of a tree do with the gather.
public struct TreeSurvey: Hashable, Sendable {
    /// The tree, with the patches put under it and taken out of it.
    public let tree: TreeReview

    /// One for each bench that was wanted, by its name.
    public let drivers: [SurveyedDriver]
}

/// What one driver does.
public struct SurveyedDriver: Hashable, Sendable {
    /// The bench's name.
    public let driver: String

    /// The driver's source.
    public let path: String

    /// Whether the tree has that source.
    public let isInTree: Bool

    /// What was seen, or why nothing was, in words.
    public let result: Result

    /// The places of the program counters in the result.
    public let lines: SourceLines

    /// What was seen, or why nothing was.
    public enum Result: Hashable, Sendable {
        case seen(DriverSurvey)
        case notRun(String)
    }

    /// What was seen; nil where nothing was, or not to the end.
    public var survey: DriverSurvey? {
        guard case .seen(let survey) = result, survey.outcome.isCompleted else { return nil }
        return survey
    }
}
