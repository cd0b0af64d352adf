// SPDX-License-Identifier: GPL-2.0-only

/// Draws mutants without putting them back: of each sort in turn, so that a common sort does not
/// crowd out the others.
struct MutantDraw {
    private var sorts: [[Mutant]]
    private var turn = 0

    /// The same seed and name draw the same mutants in the same order.
    init(_ mutants: [Mutant], seed: UInt64, name: String) {
        var generator = SplitMix64(
            state: name.utf8.reduce(seed) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 })
        sorts = Mutant.Operator.allCases.map { sort in
            mutants.filter { $0.operator == sort }.shuffled(using: &generator)
        }
        sorts.shuffle(using: &generator)
    }

    /// The next one; nil when all were drawn.
    mutating func next() -> Mutant? {
        for _ in sorts {
            turn = (turn + 1) % sorts.count
            if let mutant = sorts[turn].popLast() { return mutant }
        }
        return nil
    }
}

/// The generator of Steele, Lea and Flood, "Fast splittable pseudorandom number generators" (2014):
/// small, and the same everywhere.
struct SplitMix64: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var value = state
        value = (value ^ value >> 30) &* 0xbf58_476d_1ce4_e5b9
        value = (value ^ value >> 27) &* 0x94d0_49bb_1331_11eb
        return value ^ value >> 31
    }
}
