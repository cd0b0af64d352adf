// SPDX-License-Identifier: GPL-2.0-only

/// Where things are in the guest's address space.
public struct MachineLayout: Hashable, Sendable {
    /// The RAM: the executable, the heap that the embedder opens in it, and the stack at its end.
    /// Both bounds are multiples of 4096.
    public var ram: Range<UInt64>
    /// Size of the stack in bytes, a multiple of 16. It takes the last bytes of the RAM and grows
    /// down.
    public var stackByteCount: UInt64
    /// Size in bytes of the gap below the stack where an access is a stack overflow.
    public var stackGuardByteCount: UInt64
    /// Addresses that stand for functions of the host: a jump to one stops the machine with
    /// ``Stop/hostCall(_:)``. The embedder may map memory there as well; it is never executed.
    public var hostCalls: Range<UInt64>
    /// Where functions called by the host return to: a multiple of 4, neither in the RAM nor in
    /// `hostCalls`.
    public var returnAddress: UInt64

    /// A layout; by default with a stack of 256 KiB over a gap of 64 KiB.
    public init(
        ram: Range<UInt64>, hostCalls: Range<UInt64>, returnAddress: UInt64,
        stackByteCount: UInt64 = 256 << 10, stackGuardByteCount: UInt64 = 64 << 10
    ) {
        self.ram = ram
        self.hostCalls = hostCalls
        self.returnAddress = returnAddress
        self.stackByteCount = stackByteCount
        self.stackGuardByteCount = stackGuardByteCount
    }

    /// The addresses of the stack; nil when stack and gap do not fit into the RAM.
    public var stack: Range<UInt64>? {
        guard stackByteCount > 0, stackByteCount % 16 == 0,
            ram.upperBound - ram.lowerBound >= stackByteCount,
            ram.upperBound - ram.lowerBound - stackByteCount >= stackGuardByteCount
        else { return nil }
        return ram.upperBound - stackByteCount..<ram.upperBound
    }

    /// The gap below the stack; empty when there is no room for a stack.
    public var stackGuard: Range<UInt64> {
        guard let stack else { return 0..<0 }
        return stack.lowerBound - stackGuardByteCount..<stack.lowerBound
    }
}
