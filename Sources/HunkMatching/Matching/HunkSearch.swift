// SPDX-License-Identifier: GPL-2.0-only

/// Finds where a hunk's lines stand in a file, in the order of `git apply`.
///
/// Git tries the expected line, then one line down, one up, two down, two up and so on, so that the
/// nearest place wins and the lower of two. Here all places are found in one pass (Knuth, Morris
/// and Pratt), so that files of equal lines cost no more than others.
enum HunkSearch {
    /// The 0-based places where `pattern`, which is not empty, stands in `lines`, nearest to
    /// `start` first.
    static func places(of pattern: [Int32], in lines: [Int32], start: Int) -> [Int] {
        guard pattern.count <= lines.count, !pattern.contains(LineImage.unknown) else { return [] }
        return matches(of: pattern, in: lines).sorted { left, right in
            let (leftDistance, rightDistance) = (abs(left - start), abs(right - start))
            return leftDistance == rightDistance ? left > right : leftDistance < rightDistance
        }
    }

    /// All places of a pattern that is not empty, in order.
    private static func matches(of pattern: [Int32], in lines: [Int32]) -> [Int] {
        var fallback = [0]
        var length = 0
        for index in pattern.indices.dropFirst() {
            while length > 0, pattern[index] != pattern[length] { length = fallback[length - 1] }
            if pattern[index] == pattern[length] { length += 1 }
            fallback.append(length)
        }
        var found: [Int] = []
        var matched = 0
        for index in lines.indices {
            while matched > 0, lines[index] != pattern[matched] { matched = fallback[matched - 1] }
            if lines[index] == pattern[matched] { matched += 1 }
            if matched == pattern.count {
                found.append(index + 1 - matched)
                matched = fallback[matched - 1]
            }
        }
        return found
    }
}
