// SPDX-License-Identifier: GPL-2.0-only

/// Numbers of lines, kept as runs.
public struct LineSet: Hashable, Sendable, ExpressibleByArrayLiteral {
    /// Runs without gaps, in order; between two of them is a gap.
    private var runs: [ClosedRange<Int>] = []

    /// No line.
    public init() {}

    /// The lines with these numbers.
    public init(arrayLiteral numbers: Int...) {
        for number in numbers.sorted() { append(number) }
    }

    /// Adds a number that is none of those before.
    mutating func append(_ number: Int) {
        guard let last = runs.last else { return runs.append(number...number) }
        if number == last.upperBound + 1 {
            runs[runs.count - 1] = last.lowerBound...number
        } else if number > last.upperBound {
            runs.append(number...number)
        }
    }

    /// Those of its lines that fulfil a condition.
    func filter(_ isWanted: (Int) -> Bool) -> LineSet {
        var kept = LineSet()
        for run in runs { for number in run where isWanted(number) { kept.append(number) } }
        return kept
    }

    /// Whether no line is in it.
    public var isEmpty: Bool { runs.isEmpty }

    /// Whether a line is in it. Cost: logarithmic in the runs.
    public func contains(_ number: Int) -> Bool {
        var (low, high) = (0, runs.count)
        while low < high {
            let middle = (low + high) / 2
            if runs[middle].upperBound < number { low = middle + 1 } else { high = middle }
        }
        return low < runs.count && runs[low].contains(number)
    }
}
