// SPDX-License-Identifier: GPL-2.0-only

internal import GatherSimulation
internal import Mail
internal import Reviews

/// The words which all reports use for the same thing.
enum Wording {
    /// A verdict as a table's cell has it.
    static func cell(_ verdict: Verdict) -> String {
        switch verdict {
        case .clean: "clean"
        case .over(let byteCount): "over \(bytes(byteCount))"
        case .defect(let kind, let byteCount?): "\(kind.rawValue) \(bytes(byteCount))"
        case .defect(let kind, nil): kind.rawValue
        case .notSimulated: "not simulated"
        case .notModelled: "not modelled"
        case .outOfBudget: "out of budget"
        case .simulatorFault: "our bug"
        }
    }

    /// `28K`, `3M`: the number of bytes, for a table; as ``ByteCount`` otherwise.
    private static func bytes(_ count: UInt64) -> String {
        let words = ByteCount.text(count).split(separator: " ")
        return words.joined().replacing("iB", with: "")
    }

    /// A finding in words, with the operation in which it was seen.
    static func finding(_ finding: Finding, in run: ScenarioRun) -> String {
        guard let index = finding.operation, run.operations.indices.contains(index) else {
            return self.finding(finding.kind)
        }
        return "\(run.operations[index].operation.action): \(self.finding(finding.kind))"
    }

    /// A finding in words.
    static func finding(_ kind: FindingKind) -> String {
        switch kind {
        case .stale(let iovas):
            "\(ranges(iovas)) unmapped, never invalidated"
        case .staleInATC(let iovas):
            "\(ranges(iovas)) unmapped, but left in the device's own cache (ATC)"
        case .unsynced(let iovas):
            "\(ranges(iovas)) unmapped and invalidated, but the call returned before that was complete"
        case .stillMapped(let iovas):
            "\(ranges(iovas)) reported as unmapped, still in the page table"
        case .notMapped(let iovas):
            "\(ranges(iovas)) reported as mapped, not in the page table"
        case .wrongTranslation(let iovas):
            "\(ranges(iovas)) mapped to another address than asked for"
        case .lostMapping(let iovas):
            "\(ranges(iovas)) gone from the page table, though the operation was not about it"
        case .leftBehind(let iovas):
            "\(ranges(iovas)) left in the page table by a map that failed"
        case .disagreement(let iovas):
            "iova_to_phys and the device's walk disagree on \(ranges(iovas))"
        case .mapFailed(let errno):
            "mapping failed with -\(errno)"
        case .wrongReturn(let returned, let allowed):
            "returned \(returned), allowed is \(allowed.lowerBound) to \(allowed.upperBound)"
        case .warning(let file, let line, let message):
            "warning at \(file):\(line)\(message.isEmpty ? "" : ": \(message)")"
        case .complaint(let message):
            "prints the error \"\(message)\", which the reference does not print"
        case .crash(let crash):
            "crash: \(self.crash(crash))"
        case .wildDeviceAccess(let address):
            "the device was led to \(hex(address)), where there is no memory"
        case .freedTooEarly(let address):
            "the device may still walk the freed memory at \(hex(address))"
        case .badFree(let address, let reason):
            "free of \(hex(address)): \(badFree(reason))"
        case .locking(let defect, let function):
            "\(function): \(locking(defect))"
        case .unmetExpectation(let expectation):
            "the scenario expects \(expectation)"
        case .uninitialised(let difference):
            "it hangs on memory that nobody wrote: with other bytes there it \(difference)"
        }
    }

    private static func locking(_ defect: LockDefect) -> String {
        switch defect {
        case .alreadyHeld: "the lock is held already, for ever"
        case .notHeld: "the lock is not held"
        case .sleepsWhileAtomic: "may sleep, where the kernel must not"
        case .heldAtReturn: "returned with a lock held"
        case .interruptsOffAtReturn: "returned with interrupts off"
        case .powerUnbalancedAtReturn:
            "clocks or power are not given back as often as they were taken"
        }
    }

    private static func badFree(_ reason: BadFree) -> String {
        switch reason {
        case .alreadyFree: "it is free already"
        case .neverAllocated: "nothing was allocated there"
        case .otherAllocator: "it was allocated by other functions"
        case .otherSize: "another number of pages was allocated"
        }
    }

    private static func crash(_ crash: Crash) -> String {
        switch crash {
        case .nullAccess(let access, let address): "\(access.rawValue) at NULL + \(hex(address))"
        case .useAfterFree(let access, let address):
            "\(access.rawValue) at \(hex(address)), which was freed"
        case .outOfBounds(let access, let address):
            "\(access.rawValue) at \(hex(address)), just outside of an allocation"
        case .wildAccess(let access, let address):
            "\(access.rawValue) at \(hex(address)), where there is nothing"
        case .stackOverflow: "the stack overflowed"
        case .illegalInstruction(let word):
            "an instruction that cannot be reached (\(hex(UInt64(word))))"
        case .panic(let message): "panic: \(message)"
        }
    }

    /// At most three ranges, and how many more there are.
    static func ranges(_ set: AddressRangeSet) -> String {
        let shown = set.ranges.prefix(3).map { range in
            "\(hex(range.first))-\(hex(range.last))"
        }.joined(separator: ", ")
        let more = set.ranges.count - 3
        return more > 0 ? "\(shown) and \(more) more" : shown
    }

    /// `0x100000`.
    static func hex(_ value: UInt64) -> String { "0x" + String(value, radix: 16) }

    /// `2026-04-01 16:33`, in UTC.
    static func minute(_ date: MailDate?) -> String {
        guard let date else { return "no date" }
        let parts = date.components()
        return "\(day(date)) \(pad(parts.hour, 2)):\(pad(parts.minute, 2))"
    }

    /// `2026-04-01`, in UTC.
    static func day(_ date: MailDate?) -> String {
        guard let date else { return "no date" }
        let parts = date.components()
        return "\(pad(parts.year, 4))-\(pad(parts.month, 2))-\(pad(parts.day, 2))"
    }

    /// `2026-04-01T16:33:00Z` (RFC 3339).
    static func moment(_ date: MailDate) -> String {
        let parts = date.components()
        return "\(day(date))T\(pad(parts.hour, 2)):\(pad(parts.minute, 2)):\(pad(parts.second, 2))Z"
    }

    /// The words of a case as data have them: `scissors-diff`.
    static func identifier(_ value: some RawRepresentable<String>) -> String {
        value.rawValue.split(separator: " ").joined(separator: "-")
    }

    /// `6 files`, `1 file`.
    static func count(_ number: Int, _ noun: String, plural: String? = nil) -> String {
        "\(number) \(number == 1 ? noun : plural ?? noun + "s")"
    }

    /// `P1`, `P1 and P3`, `P1, P3 and P1+P3`.
    static func list(_ items: [String]) -> String {
        guard let last = items.last, items.count > 1 else { return items.first ?? "" }
        return items.dropLast().joined(separator: ", ") + " and \(last)"
    }

    /// Where a statement comes from.
    static func source(_ evidence: Evidence, in review: ThreadReview) -> String {
        switch evidence {
        case .message(let id, let bodyLine, let inputLine):
            let name = review.message(id).map { "message \($0.number)" } ?? "\(id)"
            let line = bodyLine.map { ", line \($0)" } ?? ""
            return name + line + (inputLine.map { " (line \($0) of the input)" } ?? "")
        case .tree(let variant, let path, let line):
            return "\(path)\(line.map { ":\($0)" } ?? "") in \(variant)"
        case .run(let variant, let driver, let scenario, let operation):
            let place = operation.map { ", operation \($0 + 1)" } ?? ""
            return "\(driver), \(scenario)\(place), in \(variant)"
        case .compiler(let variant, let message):
            return "message \(message + 1) of the compiler for \(variant)"
        }
    }

    private static func pad(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
