// SPDX-License-Identifier: GPL-2.0-only

internal import HunkMatching
internal import KernelBuild
internal import Reviews

extension Wording {
    /// How a patch went on.
    static func status(_ status: PatchOutcome.Status) -> String {
        switch status {
        case .applies: "applies"
        case .alreadyApplied: "in the tree already"
        case .partlyApplied: "in part in the tree already"
        case .fails: "does not apply"
        }
    }

    /// Whether something compiles, for a table.
    static func build(_ build: BuildReview) -> String {
        switch build {
        case .notTried: "not built"
        case .compiles: "compiles"
        case .fails: "does not compile"
        case .refused: "may not be run"
        }
    }

    /// What a rung changes, in words: the drivers that it reaches and the verdicts that it changes.
    static func effect(of rung: LadderRung) -> [String] {
        var words: [String] = []
        switch rung.build {
        case .fails(let messages): words += messages.prefix(1).map(\.line)
        case .refused(let why), .notTried(let why): words.append(why)
        case .compiles where rung.reached.isEmpty:
            words.append("changes the program of no driver")
        case .compiles:
            let count = count(rung.reached.count, "driver")
            let names = rung.reached.prefix(4).joined(separator: ", ")
            words.append(
                "changes the program of \(count): \(names)"
                    + (rung.reached.count > 4 ? " and \(rung.reached.count - 4) more" : ""))
        }
        return words
            + rung.changes.map { change in
                "\(change.driver): \(cell(change.before)) -> \(cell(change.after))"
            }
    }

    /// What a ladder comes to; nil where its steps were not built.
    static func bisection(of variant: VariantReview) -> String? {
        switch variant.isBisectable {
        case true?:
            "Can be bisected: every patch applies and compiles on those before it, and none "
                + "breaks a driver that the whole series leaves whole."
        case false?:
            "Cannot be bisected: "
                + variant.bisectionFaults.map(\.text).joined(separator: "; ") + "."
        case nil: nil
        }
    }
}
