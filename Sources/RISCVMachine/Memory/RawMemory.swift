// SPDX-License-Identifier: GPL-2.0-only

// All unsafe code of the machine is in this file. Each type says what keeps it safe; nothing here
// knows ELF or what an instruction does. Measured reason: an earlier interpreter of the same
// instructions over Swift arrays made 50 million instructions a second on the kernel's page-table
// code, this one makes more than 400 on the same machine, with more checks.

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Zero-filled host memory of a fixed size, whose pages cost nothing until they are touched.
///
/// Safe because the owner frees it once, and every access of it is checked by a precondition.
@safe
final class ZeroedBytes {
    let count: Int
    fileprivate let start: UnsafeMutableRawPointer

    /// Nil when the host has not that much memory.
    init?(count: Int) {
        // A wide load or store at the last byte's granule stays inside.
        guard count >= 0, count < Int.max - 64, let start = unsafe calloc(count + 64, 1) else {
            return nil
        }
        self.count = count
        unsafe self.start = unsafe start
    }

    deinit {
        unsafe free(start)
    }

    private func check(_ range: Range<Int>) {
        precondition(
            range.lowerBound >= 0 && range.upperBound <= count, "access outside of host memory")
    }

    subscript(offset: Int) -> UInt8 {
        get {
            check(offset..<offset + 1)
            return unsafe start.load(fromByteOffset: offset, as: UInt8.self)
        }
        set {
            check(offset..<offset + 1)
            unsafe start.storeBytes(of: newValue, toByteOffset: offset, as: UInt8.self)
        }
    }

    func fill(_ range: Range<Int>, with value: UInt8) {
        check(range)
        unsafe (start + range.lowerBound).initializeMemory(
            as: UInt8.self, repeating: value, count: range.count)
    }

    /// Replaces each byte of the range by what the function makes of it.
    @inline(__always)
    func replace(_ range: Range<Int>, by function: (UInt8) -> UInt8) {
        check(range)
        let bytes = unsafe UnsafeMutableRawBufferPointer(
            start: start + range.lowerBound, count: range.count)
        for index in 0..<range.count {
            unsafe bytes[index] = function(bytes[index])
        }
    }

    func copy(_ range: Range<Int>) -> [UInt8] {
        check(range)
        return unsafe [UInt8](UnsafeRawBufferPointer(start: start, count: count)[range])
    }

    func store(_ bytes: some Collection<UInt8>, at offset: Int) {
        check(offset..<offset + bytes.count)
        unsafe UnsafeMutableRawBufferPointer(start: start + offset, count: bytes.count)
            .copyBytes(from: bytes)
    }

    /// The offset of the first byte in `range` that satisfies the predicate.
    func firstOffset(in range: Range<Int>, where predicate: (UInt8) -> Bool) -> Int? {
        check(range)
        return unsafe UnsafeRawBufferPointer(start: start, count: count)[range]
            .firstIndex(where: predicate)
    }
}

/// The fast way into one memory region: aligned accesses whose granule allows them entirely.
///
/// Safe because each access is compared with the region's size before it is made. The view does not
/// own the memory: the ``GuestMemory`` that made it must live as long as it is used.
@safe
struct MemoryWindow {
    private let base: UInt64
    private let byteCount: UInt64
    private let contents: UnsafeMutableRawPointer
    private let marks: UnsafeMutablePointer<UInt8>

    /// `contents.count` is a multiple of eight, and there is a mark for each eight bytes of it.
    init(base: UInt64, contents: ZeroedBytes, marks: ZeroedBytes) {
        precondition(contents.count % 8 == 0 && marks.count >= contents.count / 8)
        self.base = base
        byteCount = UInt64(contents.count)
        unsafe self.contents = unsafe contents.start
        unsafe self.marks = unsafe marks.start.assumingMemoryBound(to: UInt8.self)
    }

    /// The value at `address`, or nil when the slow way has to decide.
    @inline(__always)
    func load<T: FixedWidthInteger & UnsignedInteger & BitwiseCopyable>(
        _ address: UInt64, as type: T.Type
    ) -> T? {
        let offset = address &- base
        guard Self.index(offset, of: T.self) < Self.index(byteCount, of: T.self),
            unsafe marks[Int(truncatingIfNeeded: offset >> 3)] & GranuleMark.read != 0
        else { return nil }
        let value = unsafe contents.load(fromByteOffset: Int(truncatingIfNeeded: offset), as: type)
        return T(littleEndian: value)
    }

    /// Stores the value at `address`; false when the slow way has to decide.
    @inline(__always)
    func store<T: FixedWidthInteger & UnsignedInteger & BitwiseCopyable>(
        _ address: UInt64, _ value: T
    ) -> Bool {
        let offset = address &- base
        guard Self.index(offset, of: T.self) < Self.index(byteCount, of: T.self),
            unsafe marks[Int(truncatingIfNeeded: offset >> 3)] & GranuleMark.write != 0
        else { return false }
        unsafe contents.storeBytes(
            of: value.littleEndian, toByteOffset: Int(truncatingIfNeeded: offset), as: T.self)
        return true
    }

    /// The offset rotated right by the access's alignment: a misaligned one becomes huge, so that
    /// one comparison checks both alignment and bounds.
    @inline(__always)
    private static func index<T: FixedWidthInteger>(_ offset: UInt64, of type: T.Type) -> UInt64 {
        let shift = UInt64((T.bitWidth / 8).trailingZeroBitCount)
        return shift == 0 ? offset : offset >> shift | offset << (64 &- shift)
    }
}

/// The integer registers.
///
/// Safe because there is a slot for each value of the 8-bit index. Slot 0 is `x0`; nothing writes
/// to it, for the decoder replaces a destination 0 by ``Instruction/discard``.
@safe
struct RegisterFile {
    private let slots: UnsafeMutablePointer<UInt64>

    /// The view does not own the memory.
    init(_ storage: ZeroedBytes) {
        precondition(storage.count >= Self.byteCount)
        unsafe slots = unsafe storage.start.assumingMemoryBound(to: UInt64.self)
    }

    static let byteCount = 256 * 8

    @inline(__always)
    subscript(index: UInt8) -> UInt64 {
        get { unsafe slots[Int(index)] }
        nonmutating set { unsafe slots[Int(index)] = newValue }
    }
}

/// The predecoded instructions of one code region, and one more behind them.
///
/// Safe because subscripts are checked, and ``InstructionCursor`` keeps inside by what the decoder
/// promises: a relative jump's target was checked when it was decoded.
@safe
final class InstructionStorage {
    let count: Int
    private let start: UnsafeMutablePointer<Instruction>

    init(count: Int) {
        self.count = count
        unsafe start = .allocate(capacity: count + 1)
        unsafe start.initialize(repeating: .undecoded, count: count)
        unsafe (start + count).initialize(to: .outside)
    }

    deinit {
        unsafe start.deallocate()
    }

    subscript(index: Int) -> Instruction {
        get {
            precondition(index >= 0 && index < count, "instruction index outside of its code")
            return unsafe start[index]
        }
        set {
            precondition(index >= 0 && index < count, "instruction index outside of its code")
            unsafe start[index] = newValue
        }
    }

    /// A cursor on the instruction `index`.
    func cursor(at index: Int) -> InstructionCursor {
        precondition(index >= 0 && index < count, "instruction index outside of its code")
        return unsafe InstructionCursor(position: start + index, start: start, count: count)
    }
}

/// A place in the predecoded instructions. The ``InstructionStorage`` must outlive it.
@safe
struct InstructionCursor {
    fileprivate var position: UnsafeMutablePointer<Instruction>
    fileprivate let start: UnsafeMutablePointer<Instruction>
    fileprivate let count: Int

    fileprivate init(
        position: UnsafeMutablePointer<Instruction>, start: UnsafeMutablePointer<Instruction>,
        count: Int
    ) {
        unsafe self.position = unsafe position
        unsafe self.start = unsafe start
        self.count = count
    }

    @inline(__always)
    var instruction: Instruction { unsafe position.pointee }

    @inline(__always)
    var index: Int { unsafe position - start }

    /// Goes to the next instruction; behind the last one there is ``Instruction/outside``.
    @inline(__always)
    mutating func advance() {
        unsafe position += 1
    }

    /// Goes `distance` instructions ahead or back, as a decoded instruction says.
    @inline(__always)
    mutating func jump(by distance: Int32) {
        unsafe position += Int(distance)
    }

    /// Goes to the instruction at `offset` bytes, or stays and says false when there is none.
    @inline(__always)
    mutating func jump(toByteOffset offset: UInt64) -> Bool {
        let index = offset >> 2 | offset << 62
        guard index < UInt64(count) else { return false }
        unsafe position = unsafe start + Int(truncatingIfNeeded: index)
        return true
    }
}

/// The open calls of the guest, at most `capacity`.
///
/// Safe because `push` compares with the capacity, and everything else with `depth`.
@safe
final class CallStackStorage {
    let capacity: Int
    private let frames: UnsafeMutablePointer<Frame>
    private(set) var depth = 0

    /// An open call.
    struct Frame {
        /// The call instruction, or ``host``.
        let callSite: UInt64
        /// The address that was called.
        let function: UInt64

        /// Stands for the host as the caller: odd, so that no guest function returns behind it.
        static let host: UInt64 = 1
    }

    init(capacity: Int) {
        self.capacity = capacity
        unsafe frames = .allocate(capacity: capacity)
    }

    deinit {
        unsafe frames.deallocate()
    }

    @inline(__always)
    func push(_ frame: Frame) -> Bool {
        guard depth < capacity else { return false }
        unsafe (frames + depth).initialize(to: frame)
        depth &+= 1
        return true
    }

    /// Removes the innermost call when `address` is where it returns to.
    @inline(__always)
    func pop(returningTo address: UInt64) -> Bool {
        guard depth > 0, unsafe frames[depth &- 1].callSite &+ 4 == address else { return false }
        depth &-= 1
        return true
    }

    /// Removes calls until `count` are left.
    func cut(to count: Int) {
        depth = max(0, min(depth, count))
    }

    /// The open calls, outermost first.
    var all: [Frame] { (0..<depth).map { self[$0] } }

    /// Replaces the open calls; the last ones are dropped when there are more than `capacity`.
    func replace(by calls: [Frame]) {
        depth = 0
        for call in calls where !push(call) { break }
    }

    subscript(index: Int) -> Frame {
        precondition(index >= 0 && index < depth, "frame index outside of the call stack")
        return unsafe frames[index]
    }
}
