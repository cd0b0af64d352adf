// SPDX-License-Identifier: GPL-2.0-only

/// Why a text is no scenario: everything that has to be changed, in the order of the lines.
public struct ScenarioError: Error, Hashable, Sendable {
    /// The problems; at least one.
    public let problems: [ScenarioProblem]
}

/// One thing to change in a scenario's text.
public struct ScenarioProblem: Hashable, Sendable {
    /// The file, as the catalogue of benches names it.
    public let path: String

    /// The 1-based line; 0 where the problem is the file's and no line's.
    public let lineNumber: Int

    /// What is wrong and what to do.
    public let advice: String
}

extension ScenarioProblem: CustomStringConvertible {
    /// For example `scenarios/one.scenario:3: …`.
    public var description: String {
        lineNumber == 0 ? "\(path): \(advice)" : "\(path):\(lineNumber): \(advice)"
    }
}

extension ScenarioError: CustomStringConvertible {
    /// A line for each problem.
    public var description: String {
        problems.map(\.description).joined(separator: "\n")
    }
}
