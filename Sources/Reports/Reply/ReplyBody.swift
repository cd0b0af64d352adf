// SPDX-License-Identifier: GPL-2.0-only

internal import GatherSimulation
internal import HunkMatching
internal import KernelBuild
internal import Mail
internal import Proposals
internal import Reviews
internal import UnifiedDiffs

/// The text of a reply: quoted hunks, and below them what was found.
struct ReplyBody {
    let review: ThreadReview
    let proposal: Proposal

    private static let width = 72

    /// Lines of a hunk beyond these are left out, drivers and findings of one as well.
    private static let mostQuoted = 24
    private static let mostDrivers = 4
    private static let mostFindings = 2
    private static let mostFrames = 6

    var lines: [String] {
        let date = proposal.first.date.map { "On \(Wording.minute($0)) UTC, " } ?? ""
        var lines = [DisplayText.safe("\(date)\(proposal.author.displayName) wrote:")]
        for hunk in quotedHunks { lines += quote(hunk) }
        lines.append("")
        lines += paragraph(introduction)
        for variant in variants { lines += findings(of: variant) }
        return lines
    }

    // MARK: What is quoted

    /// The hunks that the findings are about: those in conflict, else those of the lines that the
    /// compiler names, else those in functions that stood on the stack; else the first.
    private var quotedHunks: [(file: FilePatch, hunk: Hunk)] {
        let own = variants.flatMap(\.patches).filter { $0.proposal == proposal.label }
        var all: [(file: FilePatch, hunk: Hunk, outcome: HunkOutcome?)] = []
        for (number, patch) in proposal.patches.enumerated() {
            let outcome = own.first { $0.index == number }?.outcome
            for (place, file) in (outcome?.patches ?? patch.files).enumerated() {
                let result = outcome.flatMap {
                    $0.files.indices.contains(place) ? $0.files[place] : nil
                }
                for (index, hunk) in file.hunks.enumerated() {
                    let found = result.flatMap {
                        $0.hunks.indices.contains(index) ? $0.hunks[index] : nil
                    }
                    all.append((file, hunk, found))
                }
            }
        }
        let conflicts = all.filter { hunk in hunk.outcome.map { !$0.verdict.isInTree } ?? false }
        let named = all.filter { hunk in
            places.contains { place in
                guard place.path == hunk.file.path?.string, let start = hunk.outcome?.resultLine
                else { return false }
                return (start..<(start + max(hunk.hunk.newLineCount, 1))).contains(place.line)
            }
        }
        let chosen = !conflicts.isEmpty ? conflicts : !named.isEmpty ? named : Array(all.prefix(1))
        return chosen.prefix(3).map { ($0.file, $0.hunk) }
    }

    /// The lines that the compiler or a stack names.
    private var places: [(path: String, line: Int)] {
        variants.flatMap { variant -> [(path: String, line: Int)] in
            if case .fails(let messages) = variant.build {
                return messages.compactMap(\.location).map { ($0.path, $0.line) }
            }
            return broken(in: variant).flatMap { driver in
                driver.runs.flatMap(\.run.findings).flatMap(\.stack)
                    .compactMap { driver.lines[$0] }.map { ($0.path, $0.line) }
            }
        }
    }

    private func quote(_ quoted: (file: FilePatch, hunk: Hunk)) -> [String] {
        let path = quoted.file.path.map { DisplayText.safe($0.bytes) }
        let all =
            [path.map { "+++ b/\($0)" }].compactMap { $0 } + [DisplayText.safe(quoted.hunk.header)]
            + quoted.hunk.lines.map { line in
                String(Character(Unicode.Scalar(line.origin.mark))) + safe(line.content)
            }
        let cut = all.prefix(Self.mostQuoted).map { "> \(LineBreaks.cut($0, width: 900))" }
        return cut + (all.count > Self.mostQuoted ? ["> [...]"] : [])
    }

    /// A line of code with its tabs, which a quote keeps.
    private func safe(_ line: [UInt8]) -> String {
        line.split(separator: 0x09, omittingEmptySubsequences: false).map { DisplayText.safe($0) }
            .joined(separator: "\t")
    }

    // MARK: What is said

    /// The proposal alone, and as the compiler corrects it.
    private var variants: [VariantReview] {
        review.variants.filter { $0.proposals == [proposal.label] }
    }

    private var introduction: String {
        guard let tree = review.tree else {
            return "No kernel tree was given, so nothing of this was applied or run."
        }
        let layers = tree.layers.map { "\($0.isReverted ? "without" : "with") \($0.name)" }
        let place = ([tree.name] + layers).joined(separator: ", ")
        if let why = review.notSimulated { return "Applied to \(place); not run: \(why)." }
        let runs = variants.flatMap(\.drivers).filter { !$0.runs.isEmpty }
        let drivers = Set(runs.map(\.driver)).count
        let scenarios = Set(runs.flatMap(\.runs).map(\.run.scenario)).count
        guard drivers > 0 else { return "Applied to \(place). Nothing of it could be run." }
        return "Applied to \(place), and run in a simulation of the IOTLB: "
            + "\(Wording.count(drivers, "driver")), \(Wording.count(scenarios, "scenario"))."
    }

    private func findings(of variant: VariantReview) -> [String] {
        var lines: [String] = [""]
        let name = variant.fixIts.isEmpty ? "It" : "With the compiler's own correction it"
        let reasons = review.ranking.first { $0.variant == variant.name }?.reasons ?? []
        if reasons.isEmpty {
            lines += paragraph("\(name) leaves everything as it is on the base.")
        }
        for reason in reasons.prefix(8) { lines += paragraph("\(name) \(reason.text).") }
        if reasons.count > 8 { lines += paragraph("And \(reasons.count - 8) more like these.") }
        lines += conflicts(in: variant)
        for change in variant.fixIts {
            lines += ["", "At \(DisplayText.safe(change.path)):\(change.line):"]
            lines += ["-\(safe(Array(change.before.utf8)))", "+\(safe(Array(change.after.utf8)))"]
        }
        let broken = broken(in: variant)
        for driver in broken.prefix(Self.mostDrivers) { lines += evidence(of: driver) }
        if broken.count > Self.mostDrivers {
            let rest = broken.dropFirst(Self.mostDrivers).map(\.driver)
            lines += [""] + paragraph("The like in \(rest.joined(separator: ", ")).")
        }
        return lines
    }

    /// The drivers with a defect that they have not on the base.
    private func broken(in variant: VariantReview) -> [DriverReview] {
        variant.drivers.filter { driver in
            driver.runs.contains { !$0.againstBase.newFindings.isEmpty }
        }
    }

    private func evidence(of driver: DriverReview) -> [String] {
        let runs = driver.runs.filter { !$0.againstBase.newFindings.isEmpty }
        let worst = runs.reduce(runs.first) { best, next in
            guard let best else { return next }
            return best.verdict < next.verdict ? next : best
        }
        guard let run = worst else { return [] }
        var lines = [""] + paragraph("\(driver.driver), scenario \(run.run.scenario):")
        for compared in run.againstBase.newFindings.prefix(Self.mostFindings) {
            lines += paragraph(Wording.finding(compared.finding, in: run.run), indent: 2)
            let frames = driver.lines.frames(of: compared.finding.stack).map(\.text)
            for frame in frames.prefix(Self.mostFrames) {
                lines.append(LineBreaks.cut("    at \(DisplayText.safe(frame))", width: 200))
            }
        }
        return lines
    }

    private func conflicts(in variant: VariantReview) -> [String] {
        variant.patches.flatMap(\.outcome.files).flatMap { file in
            file.hunks.flatMap { hunk -> [String] in
                guard case .conflict(let conflict) = hunk.verdict else { return [] }
                let path = file.path.map { DisplayText.safe($0.bytes) } ?? "a file without a name"
                return paragraph("Hunk \(hunk.number) of \(path): \(Wording.conflict(conflict)).")
            }
        }
    }

    private func paragraph(_ text: String, indent: Int = 0) -> [String] {
        let margin = String(repeating: " ", count: indent)
        return LineBreaks.lines(of: DisplayText.safe(text), width: Self.width - indent).map {
            margin + $0
        }
    }
}
