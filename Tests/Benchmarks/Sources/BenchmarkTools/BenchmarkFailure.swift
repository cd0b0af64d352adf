// SPDX-License-Identifier: GPL-2.0-only

/// What went wrong in a sentence.
public struct BenchmarkFailure: Error, CustomStringConvertible {
    public let description: String

    public init(_ description: String) {
        self.description = description
    }
}
