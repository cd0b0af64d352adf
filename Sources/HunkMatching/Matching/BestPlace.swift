// SPDX-License-Identifier: GPL-2.0-only

/// The place in a file where most of a hunk's old lines are, for a hunk that does not match.
struct BestPlace {
    /// 0-based line of the file where the hunk's first old line would be.
    let position: Int
    /// Number of old lines that are equal there.
    let matchingLines: Int

    /// Weighs every place that has at least one of the lines, rare lines more; of equal ones the
    /// nearest to `expected` wins. At most `limit` places are weighed.
    ///
    /// Cost: one pass over the lines, and the places that are weighed.
    init(of pattern: [Int32], in image: LineImage, expected: Int, limit: Int) {
        let lines = image.ids
        let places = BestPlace.places(of: pattern, in: image)
        // Rare lines first, so that the limit drops braces and blank lines.
        let order = pattern.indices.filter { !places[$0].isEmpty }
            .sorted { (places[$0].count, $0) < (places[$1].count, $1) }
        var votes = [Int32](repeating: 0, count: order.isEmpty ? 0 : lines.count)
        var weighed = 0
        for index in order {
            let own = places[index]
            guard weighed + own.count <= limit else { break }
            weighed += own.count
            let weight: Int32 = own.count == 1 ? 4 : own.count <= 8 ? 2 : 1
            for place in own where Int(place) >= index { votes[Int(place) - index] += weight }
        }
        let start = min(max(expected, 0), max(lines.count - 1, 0))
        var best: (position: Int, votes: Int32) = (start, 0)
        for (place, count) in votes.enumerated() where count > 0 && count >= best.votes {
            // Of two places at one distance the lower one is taken.
            if count == best.votes, abs(place - start) > abs(best.position - start) { continue }
            best = (place, count)
        }
        position = best.position
        var count = 0
        for (index, id) in pattern.enumerated() where best.position + index < lines.count {
            count += lines[best.position + index] == id ? 1 : 0
        }
        matchingLines = count
    }

    /// For each line of the pattern the lines of the file that are equal, in order.
    private static func places(of pattern: [Int32], in image: LineImage) -> [[Int32]] {
        // For each number its place among those that are looked for, or -1.
        var wanted = [Int32](repeating: -1, count: image.idCount)
        var found: [[Int32]] = []
        for id in pattern where id >= 0 && wanted[Int(id)] < 0 {
            wanted[Int(id)] = Int32(truncatingIfNeeded: found.count)
            found.append([])
        }
        guard !found.isEmpty else { return pattern.map { _ in [] } }
        for (position, id) in image.ids.enumerated() where id >= 0 && wanted[Int(id)] >= 0 {
            found[Int(wanted[Int(id)])].append(Int32(truncatingIfNeeded: position))
        }
        return pattern.map { $0 < 0 ? [] : found[Int(wanted[Int($0)])] }
    }
}
