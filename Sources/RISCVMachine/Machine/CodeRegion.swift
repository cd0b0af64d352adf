// SPDX-License-Identifier: GPL-2.0-only

/// An executable segment and its predecoded instructions.
///
/// An instruction is decoded when it is first reached. So the decoded ones are those that have been
/// reached: coverage costs nothing.
final class CodeRegion {
    /// From the first to behind the last whole word of the segment.
    let addresses: Range<UInt64>
    let instructions: InstructionStorage
    /// The instructions that have been reached, in the order in which they were.
    private(set) var reached: [Int32] = []

    init(_ segment: Range<UInt64>) {
        let first = min((segment.lowerBound &+ 3) & ~3, segment.upperBound)
        addresses = first..<first + (segment.upperBound - first) / 4 * 4
        instructions = InstructionStorage(
            count: Int(truncatingIfNeeded: (addresses.upperBound - first) / 4))
    }

    func index(of address: UInt64) -> Int {
        Int(truncatingIfNeeded: (address - addresses.lowerBound) / 4)
    }

    func address(of index: Int) -> UInt64 {
        addresses.lowerBound &+ 4 &* UInt64(index)
    }

    func isReached(_ index: Int) -> Bool {
        instructions[index].operation != .undecoded
    }

    /// Puts a decoded instruction in its place, and fuses it with its neighbours.
    ///
    /// Only instructions that have both been reached are fused, so coverage stays exact.
    func reach(_ index: Int, _ instruction: Instruction) {
        instructions[index] = instruction
        reached.append(Int32(truncatingIfNeeded: index))
        fuse(index)
        if index > 0 { fuse(index - 1) }
    }

    private func fuse(_ index: Int) {
        guard index + 1 < instructions.count else { return }
        let second = instructions[index + 1].operation
        if let fused = Operation.fused(instructions[index].operation, second) {
            instructions[index].operation = fused
        }
    }

    /// Takes back that the instructions behind the first `count` that were reached have been.
    func forget(from count: Int) {
        for index in reached[count...].lazy.map(Int.init) {
            instructions[index] = .undecoded
            if index > 0 {
                let before = instructions[index - 1].operation
                instructions[index - 1].operation = before.unfused
            }
        }
        reached.removeSubrange(count...)
    }
}
