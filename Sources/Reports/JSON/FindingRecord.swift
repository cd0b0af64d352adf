// SPDX-License-Identifier: GPL-2.0-only

internal import GatherSimulation
internal import KernelBuild
internal import Reviews

/// A defect of the code under test, seen while it ran.
struct FindingRecord: Codable, Hashable {
    /// About IOVAs: `stale`, `stale-in-atc`, `unsynced`, `still-mapped`, `not-mapped`,
    /// `wrong-translation`, `lost-mapping`, `left-behind`, `disagreement`. Others: `map-failed`,
    /// `wrong-return`, `warning`, `crash`, `wild-device-access`, `freed-too-early`, `bad-free`,
    /// `locking`, `unmet-expectation`, `uninitialised`.
    var kind = ""

    /// The defect in words, with the operation in which it was seen.
    var text: String

    /// The index of that operation in the run's `operations`; absent while the bench was set up.
    var operation: Int?

    /// The IOVAs, of a finding that is about IOVAs.
    var iovas: RangeSetRecord?

    /// Of `map-failed`: the positive errno.
    var errno: Int?

    /// Of `wrong-return`: the value, and the least and the most that is allowed.
    var returned: String?
    var allowedFirst: String?
    var allowedLast: String?

    /// Of `warning`: the file and line of the warning. Of `warning` and of a crash that is a
    /// `panic`: the kernel's words. Of `unmet-expectation`: what was expected.
    var path: String?
    var line: Int?
    var message: String?

    /// Of `crash`: `null-access`, `use-after-free`, `out-of-bounds`, `wild-access`,
    /// `stack-overflow`, `illegal-instruction`, `panic`.
    var crash: String?

    /// Of a crash by an access: `load`, `store` or `fetch`.
    var access: String?

    /// Of a crash by an access and of `bad-free` the virtual address; of `wild-device-access` and
    /// `freed-too-early` the physical one. Of `illegal-instruction`, in `instruction`, its word.
    var address: String?
    var instruction: String?

    /// Of `bad-free`: `already-free`, `never-allocated`, `other-allocator`.
    var badFree: String?

    /// Of `locking`: `already-held`, `not-held`, `sleeps-while-atomic`, `held-at-return`,
    /// `interrupts-off-at-return`; and the function that was called or the operation that returned.
    var locking: String?
    var function: String?

    /// The calls that led there, innermost first; empty where the defect is known only from what
    /// the operation left behind.
    var stack: [StackFrameRecord]

    /// How much of it the reference has as well, and how much the base.
    var inReference: ShareRecord
    var inBase: ShareRecord

    init(
        _ finding: Finding, in run: ScenarioRun, _ lines: SourceLines,
        reference: ComparedFinding.Share, base: ComparedFinding.Share
    ) {
        text = Wording.finding(finding, in: run)
        operation = finding.operation
        iovas = finding.kind.iovas.map(RangeSetRecord.init)
        stack = StackFrameRecord.stack(finding.stack, lines)
        inReference = ShareRecord(reference)
        inBase = ShareRecord(base)
        describe(finding.kind)
    }

    private mutating func describe(_ finding: FindingKind) {
        switch finding {
        case .stale: kind = "stale"
        case .unsynced: kind = "unsynced"
        case .stillMapped: kind = "still-mapped"
        case .notMapped: kind = "not-mapped"
        case .wrongTranslation: kind = "wrong-translation"
        case .lostMapping: kind = "lost-mapping"
        case .leftBehind: kind = "left-behind"
        case .disagreement: kind = "disagreement"
        case .staleInATC: kind = "stale-in-atc"
        case .uninitialised: kind = "uninitialised"
        case .mapFailed(let number): (kind, errno) = ("map-failed", Int(number))
        case .wrongReturn(let value, let allowed):
            kind = "wrong-return"
            returned = Wording.hex(value)
            allowedFirst = Wording.hex(allowed.lowerBound)
            allowedLast = Wording.hex(allowed.upperBound)
        case .warning(let file, let line, let message):
            (kind, path, self.line, self.message) = ("warning", file, line, message)
        case .complaint(let format): (kind, message) = ("complaint", format)
        case .crash(let crash):
            kind = "crash"
            describe(crash)
        case .wildDeviceAccess(let place):
            (kind, address) = ("wild-device-access", Wording.hex(place))
        case .freedTooEarly(let place): (kind, address) = ("freed-too-early", Wording.hex(place))
        case .badFree(let place, let reason):
            (kind, address) = ("bad-free", Wording.hex(place))
            badFree =
                switch reason {
                case .alreadyFree: "already-free"
                case .neverAllocated: "never-allocated"
                case .otherAllocator: "other-allocator"
                case .otherSize: "other-size"
                }
        case .locking(let defect, let name):
            (kind, function) = ("locking", name)
            locking =
                switch defect {
                case .alreadyHeld: "already-held"
                case .notHeld: "not-held"
                case .sleepsWhileAtomic: "sleeps-while-atomic"
                case .heldAtReturn: "held-at-return"
                case .interruptsOffAtReturn: "interrupts-off-at-return"
                case .powerUnbalancedAtReturn: "power-unbalanced-at-return"
                }
        case .unmetExpectation(let words): (kind, message) = ("unmet-expectation", words)
        }
    }

    private mutating func describe(_ crash: Crash) {
        var place: (access: MemoryAccess, address: UInt64)?
        switch crash {
        case .nullAccess(let access, let address):
            (self.crash, place) = ("null-access", (access, address))
        case .useAfterFree(let access, let address):
            (self.crash, place) = ("use-after-free", (access, address))
        case .outOfBounds(let access, let address):
            (self.crash, place) = ("out-of-bounds", (access, address))
        case .wildAccess(let access, let address):
            (self.crash, place) = ("wild-access", (access, address))
        case .stackOverflow: self.crash = "stack-overflow"
        case .illegalInstruction(let word):
            (self.crash, instruction) = ("illegal-instruction", Wording.hex(UInt64(word)))
        case .panic(let words): (self.crash, message) = ("panic", words)
        }
        access = place?.access.rawValue
        address = (place?.address).map(Wording.hex)
    }
}

/// How much of a finding another run has as well.
struct ShareRecord: Codable, Hashable {
    /// `none`, `part` or `whole`.
    let share: String

    /// Of `part`: the IOVAs that the other has not.
    let new: RangeSetRecord?

    init(_ share: ComparedFinding.Share) {
        switch share {
        case .none: (self.share, new) = ("none", nil)
        case .part(let iovas): (self.share, new) = ("part", RangeSetRecord(iovas))
        case .whole: (self.share, new) = ("whole", nil)
        }
    }
}

/// One call of a stack. Where inlined functions share an address each of them has an entry,
/// innermost first.
struct StackFrameRecord: Codable, Hashable {
    /// The program counter; it differs from build to build.
    let address: String

    /// The function and its place; absent where the source is not known.
    let frame: FrameRecord?

    static func stack(_ addresses: [UInt64], _ lines: SourceLines) -> [StackFrameRecord] {
        addresses.flatMap { address in
            let frames = lines.frames[address] ?? []
            let hex = Wording.hex(address)
            return frames.isEmpty
                ? [StackFrameRecord(address: hex, frame: nil)]
                : frames.map { StackFrameRecord(address: hex, frame: FrameRecord($0)) }
        }
    }
}

/// A place in the source of a program.
struct FrameRecord: Codable, Hashable {
    /// The function's name.
    let function: String

    /// The path, and whose file it is: `tree`, `shim`, `bench`, `elsewhere`.
    let path: String
    let origin: String

    /// The line; 0 when the compiler gave none.
    let line: Int

    init(_ frame: SourceFrame) {
        function = frame.function
        path = frame.path
        origin = frame.origin.rawValue
        line = frame.line
    }
}
