// SPDX-License-Identifier: GPL-2.0-only

import Mail
import MailThreads
import Proposals
import Testing
import UnifiedDiffs

@testable import GatherSimulation
@testable import HunkMatching
@testable import KernelBuild
@testable import Reviews

/// Values of a review, made by hand.
enum Hand {
    /// A run of the scenario `one-page` that finds this.
    static func run(
        _ findings: [FindingKind] = [], remarks: [FindingKind] = [],
        outcome: RunOutcome = .completed
    ) -> ScenarioRun {
        ScenarioRun(
            scenario: "one-page", outcome: outcome,
            findings: findings.map { Finding($0, operation: 0) }, operations: [], trace: [],
            isTraceCut: false, executed: [],
            remarks: remarks.map { Finding($0, operation: 0) })
    }

    /// A driver with one run, beside the run on the base, which is that of the reference as well
    /// unless there is another.
    static func driver(
        _ name: String, _ run: ScenarioRun = run(), base: ScenarioRun = run(),
        reference: ScenarioRun? = nil
    ) -> DriverReview {
        DriverReview(
            driver: name, runs: [RunReview(run, reference: reference ?? base, base: base)],
            obstacle: nil, isAsBase: false, lines: SourceLines(frames: [:]), skipped: [:])
    }

    /// The page that findings are about.
    static let page = AddressRangeSet([AddressRange(first: 0x1000, last: 0x1fff)])

    /// A proposal's variant that compiles and changes a simulated file.
    static func variant(
        _ labels: [String], drivers: [DriverReview] = [], build: BuildReview? = nil,
        fixIts: [FixItRepair.Change] = [], problem: FileProblem? = nil
    ) -> VariantReview {
        let file = FileOutcome(
            path: nil, sourcePath: nil, kind: .modify, hunks: [], problem: problem,
            preimage: .unstated, newMode: nil)
        let outcome = AppliedPatch(
            patches: [], files: [file], status: problem == nil ? .applies : .fails, addedLines: [:],
            notes: [])
        return VariantReview(
            name: VariantName(proposals: labels, hasFixIts: !fixIts.isEmpty), kind: .proposal,
            proposals: labels,
            patches: labels.map { PatchReview(proposal: $0, index: 0, outcome: outcome) },
            fixIts: fixIts, build: build ?? .compiles(unchecked: []), drivers: drivers,
            changedCode: ChangedCode(functions: [], declarations: []), uncoveredDrivers: [],
            coverage: [
                FileCoverage(
                    path: "a.c", newLines: [1], codeLines: [1], executed: [1], isSimulated: true)
            ])
    }

    static func base(_ drivers: [DriverReview]) -> VariantReview {
        VariantReview(
            name: .base, kind: .base, proposals: [], patches: [], fixIts: [],
            build: .compiles(unchecked: []), drivers: drivers,
            changedCode: ChangedCode(functions: [], declarations: []), uncoveredDrivers: [],
            coverage: [])
    }

    /// A standing by the values of ``Measure``, in its order.
    static func standing(_ values: [Int]) -> Standing {
        Standing(
            conflicts: values[0], failsToBuild: values[1] > 0, crashes: values[2],
            regressions: values[3], unfixed: values[4], overInvalidatedBytes: UInt64(values[5]),
            extraFullInvalidations: values[6], needsFixIt: values[7] > 0,
            invalidations: UInt64(values[8]), instructions: UInt64(values[9]),
            changedLines: values[10], fixed: 0, unknown: 0)
    }

    /// `P1`, a signed-off patch, `P2`, another author's diff in reply to it, and `P3`, the first of
    /// two patches of which the second is missing.
    static func proposals() throws -> [Proposal] {
        let diff = "--- a/a.c\n+++ b/a.c\n@@ -1 +1 @@\n-one\n+two\n"
        let mails = [
            ("1", "Ann", "[PATCH] a: B", "", "Signed-off-by: Ann <ann@example.org>\n---\n"),
            ("2", "Bob", "Re: [PATCH] a: B", "1", "Rather so:\n\n"),
            ("3", "Eve", "[PATCH 1/2] a: C", "1", "Signed-off-by: Eve <eve@example.org>\n---\n"),
        ].map { id, name, subject, other, text in
            """
            From x@example.org Tue Mar 31 19:56:22 2026
            From: \(name) <\(name.lowercased())@example.org>
            Date: Tue, 31 Mar 2026 10:0\(id):00 +0000
            Subject: \(subject)
            Message-ID: <\(id)@example.org>
            \(other.isEmpty ? "" : "In-Reply-To: <\(other)@example.org>\n")
            \(text)\(diff)

            """
        }.joined()
        let threads = MailThread.threads(
            from: MailInput(name: "test.mbox", bytes: Array(mails.utf8)).messages)
        let found = ProposalFinder().proposals(in: ThreadContents(try #require(threads.first)))
        try #require(found.map(\.label) == ["P1", "P2", "P3"])
        return found
    }
}
