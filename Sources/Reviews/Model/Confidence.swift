// SPDX-License-Identifier: GPL-2.0-only

/// How much of a variant was seen at work: it stands beside the score, and never changes it.
public struct Confidence: Hashable, Sendable {
    /// How far the verdict reaches.
    public enum Extent: String, Hashable, Sendable {
        /// Everything that the variant changes ran, and no driver that it reaches is unknown.
        case full
        /// Something ran, and there are gaps.
        case partial
        /// Nothing ran.
        case none
    }

    /// How far the verdict reaches.
    public let extent: Extent

    /// What is not known: what was not modelled, what no bench covers, what never ran.
    public let gaps: [Statement]

    /// New lines with code that a scenario ran.
    public let executedLines: Int

    /// New lines with code, in files that a bench builds.
    public let codeLines: Int
}
