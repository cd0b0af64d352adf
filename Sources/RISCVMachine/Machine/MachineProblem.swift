// SPDX-License-Identifier: GPL-2.0-only

/// Why a machine or a piece of its memory cannot be made.
public enum MachineProblem: Error, Hashable, Sendable {
    /// An address range is empty, misaligned, covers the page at 0 or leaves its region.
    case badRange(Range<UInt64>)
    /// An address range overlaps a region that exists.
    case overlaps(Range<UInt64>)
    /// A region is beyond the ``MachineLimits``, or the host has not that much memory.
    case tooMuchMemory(Range<UInt64>)
    /// The permissions of code cannot be changed: its instructions are predecoded.
    case codeIsFixed(Range<UInt64>)
    /// A segment of the executable is not inside the RAM, below stack and guard.
    case segmentOutsideRAM(Range<UInt64>)
    /// A segment of the executable is both writable and executable.
    case writableCode(Range<UInt64>)
    /// Two segments of the executable share eight bytes.
    case segmentsTooClose(address: UInt64)
    /// A snapshot of a machine with another executable, layout or limits.
    case otherMachine
    /// Stack and guard do not fit into the RAM, or an address of the layout is misplaced.
    case badLayout
}
