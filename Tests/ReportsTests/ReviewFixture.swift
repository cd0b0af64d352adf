// SPDX-License-Identifier: GPL-2.0-only

import ByteText
import Mail
import MailThreads
import Maintainers
import UnifiedDiffs

@testable import GatherSimulation
@testable import HunkMatching
@testable import KernelBuild
@testable import Proposals
@testable import Reviews

/// A review made by hand that has something in every field; `word` is part of every text.
struct ReviewFixture {
    let word: String
    var notSimulated: String?
    /// Who wrote the two messages; ``person`` where it is not said.
    var authors: [Mailbox] = []

    /// A path may hold everything but what ``TreePath`` refuses.
    var path: String {
        "drivers/" + word.filter { !"\0/:\\".contains($0) }.prefix(200) + ".c"
    }

    var review: ThreadReview {
        let root = MessageID("root-\(word)@example.org")
        let reply = MessageID("reply@example.org")
        return ThreadReview(
            messages: [message(1, root, parent: nil), message(2, reply, parent: 1)],
            problems: [
                Statement("an odd header \(word)", [.message(root, bodyLine: nil, inputLine: 7)])
            ],
            proposals: [proposal(root)], trailers: trailers(reply),
            reading: reading(root, reply), audience: audience, comparison: comparison(root),
            conclusion: conclusion(root, reply))
    }

    private var audience: Audience {
        Audience(
            parts: MaintainersFile("OLD \(word)\nS:\t\(word)\nK:\tx\nF:\t*\n")
                .responsibility(for: ["a"], text: "").parts,
            people: [
                Audience.Person(
                    mailbox: person, role: .reviewer, section: "OLD \(word)", isAddressed: false,
                    hasWritten: false),
                Audience.Person(
                    mailbox: person, role: .maintainer, section: "OLD \(word)", isAddressed: nil,
                    hasWritten: true),
            ],
            lists: [Audience.List(address: "\(word)@example.org", isAddressed: false)])
    }

    private func comparison(_ root: MessageID) -> TreeComparison {
        TreeComparison(
            tree: tree,
            variants: [
                variant(.reference, .reference), variant(.base, .base), variant(p1, .proposal),
                broken, conflicting, refused,
            ],
            drivers: [
                DriverAvailability(driver: driver, path: path, obstacle: nil),
                DriverAvailability(driver: "heron \(word)", path: path, obstacle: "no \(word)"),
            ],
            notSimulated: notSimulated, ranking: ranking(root))
    }

    private var driver: String { "plover \(word)" }
    private var p1: VariantName { VariantName(proposals: ["P1"]) }

    private func message(_ number: Int, _ id: MessageID, parent: Int?) -> MessageReview {
        MessageReview(
            number: number, id: id, isIDSynthetic: false, isMissing: false,
            author: authors.isEmpty ? person : authors[number - 1],
            date: MailDate(secondsSince1970: 1_778_500_000, utcOffsetMinutes: 120),
            subject: "[PATCH] gather \(word)", parent: parent, depth: number - 1,
            inputName: "in \(word).mbox", inputLine: number * 100,
            blocks: [
                MessageBlock(kind: .other, firstLine: 1, lines: [Array("\(word) wrote:".utf8)]),
                MessageBlock(
                    kind: .quote(of: 1), firstLine: 2,
                    lines: Array(repeating: Array("> \(word)".utf8), count: 2)),
                MessageBlock(
                    kind: .own, firstLine: 4, lines: [Array("\t\(word)".utf8) + [0xff], []]),
            ])
    }

    var person: Mailbox { Mailbox(name: "Ann \(word)", address: "ann-\(word)@example.org") }

    func proposal(_ root: MessageID) -> Proposal {
        Proposal(
            label: "P1",
            patches: [
                ProposedPatch(
                    form: .patch, message: root, messageNumber: 1, bodyLines: 3...12,
                    author: person, sender: person, date: nil, title: "gather: do \(word)",
                    position: nil,
                    files: files,
                    trailers: [trailer(root, .given, place: .commitMessage)],
                    inputLines: .unknown, baseCommit: "0123abcd", repairs: [])
            ],
            coverLetter: nil, revision: 2, announcedCount: 1,
            relation: Relation(kind: .alternative, other: "P0", reason: "since \(word)"))
    }

    /// One hunk, whose added line is no UTF-8.
    var files: [FilePatch] {
        var diff = Array("--- a/drivers/plover.c\n+++ b/drivers/plover.c\n".utf8)
        let heading = word.filter { !$0.isNewline }
        diff += Array("@@ -3,2 +3,3 @@ static int f(\(heading))\n a\n".utf8)
        diff += [UInt8(ascii: "+"), 0xff, 0x0a] + Array(" b\n".utf8)
        return DiffFinder().diffs(in: ByteText(diff)).flatMap(\.patches)
    }

    func trailer(
        _ message: MessageID, _ meaning: TrailerMeaning, place: Trailer.Place = .reply
    ) -> Trailer {
        Trailer(
            kind: .testedBy, name: "Tested-by", value: "Bo \(word) <bo@example.org>",
            person: Mailbox(name: "Bo \(word)", address: "bo@example.org"), lines: 4...4,
            note: "on \(word)", meaning: meaning, place: place, message: message)
    }

    private func trailers(_ reply: MessageID) -> [PlacedTrailer] {
        let meanings: [TrailerMeaning] = [
            .given, .conditional("if \(word)"), .scoped(TrailerScope(text: word, patches: [1...2])),
            .withdrawn, .negative, .weak, .malformed(.missingColon),
        ]
        return meanings.map {
            PlacedTrailer(
                trailer: trailer(reply, $0), giver: person, proposal: "P1", patchNumber: nil,
                places: [], inputLine: 207, reason: "given in answer to \(word)")
        }
    }

    private var tree: TreeReview {
        TreeReview(
            name: "linux \(word)", identity: "id \(word)",
            layers: [
                LayerReview(
                    name: "under \(word)", title: "title \(word)", isReverted: false,
                    outcome: outcome(.offset(-3)))
            ])
    }

    func outcome(_ verdict: HunkVerdict, problem: FileProblem? = nil) -> AppliedPatch {
        let path = (try? TreePath(validating: self.path))
        let file = FileOutcome(
            path: path, sourcePath: path, kind: .modify,
            hunks: [
                HunkOutcome(
                    number: 1, hunkLineNumber: 5, verdict: verdict, treeLine: 40, resultLine: 41,
                    repairs: [
                        .tabs(.columnsWithMark, contextLines: 2, addedLines: 1), .headerCounts,
                    ])
            ],
            problem: problem, preimage: .unstated, newMode: nil)
        return AppliedPatch(
            patches: files, files: [file], status: PatchOutcome.status(of: [file.status]),
            addedLines: path.map { [$0: [42, 41]] } ?? [:], notes: ["a note \(word)"])
    }
}

// MARK: - Variants

extension ReviewFixture {
    private func variant(_ name: VariantName, _ kind: VariantReview.Kind) -> VariantReview {
        let isProposal = kind == .proposal
        var variant = VariantReview(
            name: name, kind: kind, proposals: isProposal ? ["P1"] : [],
            patches: isProposal
                ? [PatchReview(proposal: "P1", index: 0, outcome: outcome(.exact))] : [],
            fixIts: isProposal
                ? [
                    FixItRepair.Change(
                        path: path, line: 41, error: "wrong type \(word)", before: "\tf(&\(word));",
                        after: "\tf(\(word));")
                ] : [],
            build: .compiles(unchecked: isProposal ? [path] : []),
            drivers: [driverReview(isProposal)],
            changedCode: isProposal ? changedCode : ChangedCode(functions: [], declarations: []),
            uncoveredDrivers: isProposal ? [path] : [],
            coverage: isProposal
                ? [
                    FileCoverage(
                        path: path, newLines: [40, 41, 42], codeLines: [41, 42], executed: [41],
                        isSimulated: true, scenarios: [41: ["scenario \(word)"]])
                ] : [])
        variant.ladder = isProposal ? ladder(variant) : []
        return variant
    }

    /// A first patch that does not compile, and a second one that changes a verdict.
    private func ladder(_ variant: VariantReview) -> [LadderRung] {
        [
            LadderRung(
                index: 0, title: "first \(word)", status: .applies, build: .fails([error]),
                reached: [], changes: [], worse: [],
                standing: Standing(of: variant, base: nil, changedLines: 1)),
            LadderRung(
                index: 1, title: "second \(word)", status: .alreadyApplied,
                build: .compiles(unchecked: []), reached: [driver],
                changes: [
                    LadderRung.Change(
                        driver: driver, before: .clean, after: .notModelled("call \(word)"))
                ], worse: [driver], standing: nil),
        ]
    }

    private var error: CompilerMessage {
        let place = CodeLocation(path: path, origin: .tree, line: 41, column: 3, byteOffset: 99)
        let note = CompilerMessage(location: nil, severity: .note, text: "see \(word)")
        return CompilerMessage(
            location: place, severity: .error, text: "no \(word)", option: "some-option",
            fixIts: [FixIt(start: place, end: place, replacement: word)], notes: [note])
    }

    /// One that does not compile.
    private var broken: VariantReview {
        VariantReview(
            name: VariantName(proposals: ["P2"]), kind: .proposal, proposals: ["P2"],
            patches: [PatchReview(proposal: "P2", index: 0, outcome: outcome(.exact))], fixIts: [],
            build: .fails([error]), drivers: [], changedCode: changedCode, uncoveredDrivers: [],
            coverage: [])
    }

    /// One that does not apply.
    private var conflicting: VariantReview {
        let difference = LineDifference(
            patchLineNumber: 6, expected: Array(word.utf8) + [0xfe], found: Array(word.utf8),
            treeLine: 44)
        let conflict = HunkConflict(
            reason: .linesDiffer(difference), matchingLines: 2, oldLines: 5)
        return VariantReview(
            name: VariantName(proposals: ["P3"]), kind: .proposal, proposals: ["P3"],
            patches: [
                PatchReview(proposal: "P3", index: 0, outcome: outcome(.conflict(conflict))),
                PatchReview(
                    proposal: "P3", index: 1,
                    outcome: outcome(
                        .notTried,
                        problem: .pathRefused([
                            RefusedPath(written: Array("/\(word)".utf8), reason: .absolute)
                        ]))),
            ], fixIts: [], build: .notTried("no tree \(word)"), drivers: [],
            changedCode: ChangedCode(functions: [], declarations: []), uncoveredDrivers: [],
            coverage: [])
    }

    /// One that may not be run, of which one driver could not be built either.
    private var refused: VariantReview {
        let driver = DriverReview(
            driver: driver, runs: [], obstacle: "refused \(word)", isAsBase: false,
            lines: SourceLines(frames: [:]),
            skipped: [:])
        return VariantReview(
            name: VariantName(proposals: ["P4"]), kind: .proposal, proposals: ["P4"],
            patches: [PatchReview(proposal: "P4", index: 0, outcome: outcome(.offset(2)))],
            fixIts: [], build: .refused("asm \(word)"), drivers: [driver], changedCode: changedCode,
            uncoveredDrivers: [], coverage: [])
    }

    private var changedCode: ChangedCode {
        ChangedCode(
            functions: [
                ChangedCode.Function(
                    path: path, name: "f_\(word)", change: .changed, lines: 40...50)
            ], declarations: [path])
    }

    /// What is otherwise than on the base, in costs, IOVAs and functions.
    private var change: DriverChange {
        let iovas = AddressRangeSet([AddressRange(first: 0x10_0000, last: 0x10_0fff)])
        var cost = Cost()
        cost.invalidations = 9
        cost.instructions = 1120
        var base = Cost()
        base.instructions = 1000
        return DriverChange(
            functions: [
                DriverChange.Function(
                    path: path, name: "f_\(word)", scenarios: ["scenario \(word)"])
            ],
            runs: [
                RunChange(
                    scenario: "scenario \(word)", base: base, cost: cost, alsoInvalidated: iovas,
                    noLongerInvalidated: iovas, alsoRuns: ["g_\(word)"],
                    noLongerRuns: ["h_\(word)"], isComplete: true)
            ], scenarioCount: 1)
    }

    private func driverReview(_ isProposal: Bool) -> DriverReview {
        DriverReview(
            driver: driver,
            runs: [RunReview(run, reference: reference, base: reference)],
            obstacle: nil, isAsBase: true, change: isProposal ? change : nil,
            lines: SourceLines(frames: [
                0x1_4000_1000: [
                    SourceFrame(function: "f_\(word)", path: path, origin: .tree, line: 12)
                ]
            ]),
            skipped: ["huge \(word)": "too large \(word)"])
    }

    private var reference: ScenarioRun {
        ScenarioRun(
            scenario: "scenario \(word)", outcome: .completed, findings: [], operations: [],
            trace: [], isTraceCut: false, executed: [])
    }

    /// A run with a finding of each kind and an event of each kind.
    private var run: ScenarioRun {
        let page = AddressRange(first: 0x10_0000, last: 0x10_0fff)
        let iovas = AddressRangeSet([page, AddressRange(first: 0xffff_ffff_ffff_f000, last: .max)])
        let kinds: [FindingKind] = [
            .stale(iovas), .staleInATC(iovas), .uninitialised("returns \(word)"), .unsynced(iovas),
            .stillMapped(iovas), .notMapped(iovas),
            .wrongTranslation(iovas), .lostMapping(iovas), .mapFailed(errno: 12),
            .wrongReturn(returned: .max, allowed: 0...4096),
            .warning(file: path, line: 9, message: "odd \(word)"),
            .wildDeviceAccess(physicalAddress: 1 << 60), .freedTooEarly(physicalAddress: 1 << 59),
            .badFree(address: 1 << 58, .neverAllocated),
            .crash(.nullAccess(.load, address: 8)), .crash(.useAfterFree(.store, address: 16)),
            .crash(.outOfBounds(.store, address: 24)), .crash(.wildAccess(.fetch, address: 32)),
            .crash(.stackOverflow), .crash(.illegalInstruction(word: 0)),
            .crash(.panic("panic \(word)")),
        ]
        let action = ScenarioAction.unmap(iova: .bytes(0), length: .pages(1))
        let events: [TraceEventKind] = [
            .operationStarted(action, iovas: page), .operationReturned(4096),
            .gather(first: .max, last: 0, pageSize: 0),
            .invalidation(Invalidation(.all), refetchedLeaves: 3),
            .invalidation(Invalidation(.range(page, leafSize: 4096)), refetchedLeaves: 0),
            .invalidation(Invalidation(.all, cache: .atc), refetchedLeaves: 0),
            .completion, .registerWrite(address: 0x1000_0000, value: .max, byteCount: 8),
            .registerRead(address: 0x1000_0004, value: 1, byteCount: 4),
            .message("printk \(word)"), .finding(0),
        ]
        let pcs: [UInt64] = [0x1_4000_1000, 0x1_4000_2000]
        return ScenarioRun(
            scenario: "scenario \(word)", outcome: .notModelled(name: "call \(word)", stack: pcs),
            findings: kinds.map { Finding($0, operation: 0, stack: pcs) },
            operations: [
                OperationRun(
                    operation: ScenarioOperation(action), iovas: page, returned: 4096,
                    unmapped: AddressRangeSet([page]), invalidated: iovas, cost: Cost(),
                    mapped: iovas)
            ],
            trace: events.map { TraceEvent(kind: $0, operation: 0, stack: pcs) },
            isTraceCut: true, executed: [])
    }
}

// MARK: - Conclusion

extension ReviewFixture {
    private func ranking(_ root: MessageID) -> [RankedVariant] {
        let variant = variant(p1, .proposal)
        return [
            RankedVariant(
                place: 1, variant: p1,
                standing: Standing(of: variant, base: nil, changedLines: 3),
                reasons: [
                    Statement(
                        "breaks \(word)",
                        [
                            .run(
                                variant: p1, driver: driver, scenario: "scenario \(word)",
                                operation: 0)
                        ]),
                    Statement("does not compile \(word)", [.compiler(variant: p1, message: 0)]),
                ], aboveNext: "P1 is above \(word)", confidence: confidence)
        ]
    }

    private var confidence: Confidence {
        Confidence(
            extent: .partial,
            gaps: [Statement("never ran \(word)", [.tree(variant: p1, path: path, line: 42)])],
            executedLines: 1, codeLines: 2)
    }

    private func conclusion(_ root: MessageID, _ reply: MessageID) -> Conclusion {
        Conclusion(
            status: .needsAttention,
            verdict: Statement("the verdict \(word)", [.tree(variant: p1, path: path, line: 3)]),
            others: [Statement("P2 is worse \(word)", [.compiler(variant: p1, message: 0)])],
            nextSteps: [
                Statement("ask \(word)", [.message(root, bodyLine: 4, inputLine: 104)]),
                Statement("wait \(word)", [.message(reply, bodyLine: 5, inputLine: nil)]),
            ],
            basis: [Statement("stands on \(word)")], confidence: confidence)
    }
}

extension ThreadReview {
    /// Every statement that the review makes.
    var statements: [Statement] {
        problems + ranking.flatMap { $0.reasons + $0.confidence.gaps } + [conclusion.verdict]
            + conclusion.others + conclusion.nextSteps + conclusion.basis
            + (conclusion.confidence?.gaps ?? [])
    }
}
