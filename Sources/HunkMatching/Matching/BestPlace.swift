// SPDX-License-Identifier: GPL-2.0-only

/// The place in a file where most of a hunk's old lines are, for a hunk that does not match.
struct BestPlace {
    /// 0-based line of the file where the hunk's first old line would be.
    let position: Int
    /// Number of old lines that are equal there.
    let matchingLines: Int

    /// Weighs every place that has at least one of the lines, rare lines more; of equal ones the
    /// nearest to `expected` wins. At most `limit` places are weighed.
    init(of pattern: [Int32], in lines: [Int32], expected: Int, limit: Int) {
        var positions: [Int32: [Int]] = [:]
        let wanted = Set(pattern)
        for (index, id) in lines.enumerated() where id >= 0 && wanted.contains(id) {
            positions[id, default: []].append(index)
        }
        // Rare lines first, so that the limit drops braces and blank lines.
        let order = pattern.indices.filter { positions[pattern[$0]] != nil }
            .sorted { left, right in
                let leftCount = positions[pattern[left]]?.count ?? 0
                let rightCount = positions[pattern[right]]?.count ?? 0
                return leftCount == rightCount ? left < right : leftCount < rightCount
            }
        var votes: [Int: Int] = [:]
        var weighed = 0
        for index in order {
            guard let places = positions[pattern[index]], weighed + places.count <= limit
            else { break }
            weighed += places.count
            let weight = places.count == 1 ? 4 : places.count <= 8 ? 2 : 1
            for place in places where place >= index { votes[place - index, default: 0] += weight }
        }
        let start = min(max(expected, 0), max(lines.count - 1, 0))
        let best = votes.max { left, right in
            if left.value != right.value { return left.value < right.value }
            let (leftDistance, rightDistance) = (abs(left.key - start), abs(right.key - start))
            return leftDistance == rightDistance
                ? left.key < right.key : leftDistance > rightDistance
        }
        position = best?.key ?? start
        var count = 0
        for (index, id) in pattern.enumerated() where position + index < lines.count {
            count += lines[position + index] == id ? 1 : 0
        }
        matchingLines = count
    }
}
