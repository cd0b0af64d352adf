// SPDX-License-Identifier: GPL-2.0-only

/// What went wrong in a sentence.
public struct BenchmarkFailure: Error, CustomStringConvertible {
    /// The sentence.
    public let description: String

    /// A failure that the sentence tells.
    public init(_ description: String) {
        self.description = description
    }
}
