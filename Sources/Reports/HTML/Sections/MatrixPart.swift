// SPDX-License-Identifier: GPL-2.0-only

internal import GatherSimulation
internal import KernelBuild
internal import Reviews

/// The table driver by variant, whose cells lead to what the driver did.
struct MatrixPart: PagePart {
    let index: PageIndex
    let title = "Drivers"
    let anchor = PageAnchor.part("drivers")

    private var comparison: TreeComparison { index.review.comparison }

    var content: [HTMLNode]? {
        guard comparison.tree != nil else { return nil }
        return nodes
    }

    @HTMLBuilder private var nodes: [HTMLNode] {
        if let why = comparison.notSimulated {
            HTMLElement(.p) { "Not simulated: \(why)." }
        } else {
            matrix
        }
        for (number, variant) in comparison.variants.enumerated() {
            BuildNote(variant: variant, anchor: .build(number)).content
        }
        if !missing.isEmpty {
            HTMLElement(.details) {
                HTMLElement(.summary) {
                    "\(Wording.count(missing.count, "bench", plural: "benches")) whose driver is "
                        + "not in this tree"
                }
                HTMLElement(.p) { missing.joined(separator: ", ") }
            }
        }
    }

    private var missing: [String] {
        comparison.drivers.filter { $0.obstacle != nil }.map(\.driver)
    }

    private var columns: [(index: Int, variant: VariantReview)] {
        let names = Set(comparison.columns.map(\.name))
        return comparison.variants.enumerated().filter { names.contains($0.element.name) }
            .map { ($0.offset, $0.element) }
    }

    /// Drivers with something to say first.
    private var rows: [String] {
        let there = comparison.drivers.filter { $0.obstacle == nil }.map(\.driver)
        func isClean(_ driver: String) -> Bool {
            columns.allSatisfy { $0.variant.driver(driver)?.verdict == .clean }
        }
        return there.filter { !isClean($0) } + there.filter(isClean)
    }

    private var matrix: HTMLElement {
        HTMLElement(
            .div, .class("wide"), .fixed("role", "group"), .label("Driver by proposal"),
            .fixed("tabindex", "0")
        ) {
            HTMLElement(.table, .class("matrix")) {
                HTMLElement(.caption) {
                    "What each driver does with each proposal: the worst over all scenarios. Each "
                        + "cell leads to what was seen."
                }
                HTMLElement(.thead) {
                    HTMLElement(.tr) {
                        HTMLElement(.th, .scope("col")) { "Driver" }
                        for column in columns {
                            HTMLElement(.th, .scope("col")) { column.variant.name.description }
                        }
                    }
                }
                HTMLElement(.tbody) {
                    for driver in rows {
                        HTMLElement(.tr) {
                            HTMLElement(.th, .scope("row")) { driver }
                            for column in columns { cell(driver, column.variant) }
                        }
                    }
                }
            }
        }
    }

    private func cell(_ driver: String, _ variant: VariantReview) -> HTMLElement {
        guard let result = variant.driver(driver) else {
            return HTMLElement(.td) { variant.build.isFailure ? "✗ no build" : "–" }
        }
        let mark = VerdictMark(result.verdict)
        let words = "\(mark.sign) \(Wording.cell(result.verdict))"
        return HTMLElement(.td, mark.style) {
            if let place = index.place(driver: driver, variant: variant.name) {
                HTMLElement(.a, .link(place)) { words }
            } else {
                words
            }
            if let change = change(result, variant) {
                HTMLElement(.small) { change }
            }
        }
    }

    /// How a proposal's cell stands to that of the base.
    private func change(_ result: DriverReview, _ variant: VariantReview) -> String? {
        guard variant.kind == .proposal, let base = comparison.variant(.base)?.driver(result.driver)
        else { return nil }
        if result.runs.contains(where: { !$0.againstBase.newFindings.isEmpty }) { return "new" }
        let (own, below) = (result.verdict, base.verdict)
        if below.isDefect, own.isKnown, !own.isDefect { return "repaired" }
        if own.isDefect { return own == below ? "as on the base" : "less than on the base" }
        return nil
    }
}

/// The sign and the colour of a verdict, which say the same.
struct VerdictMark {
    let sign: String
    let style: HTMLAttribute

    init(_ verdict: Verdict) {
        switch verdict {
        case .clean: (sign, style) = ("✓", .class("good"))
        case .over: (sign, style) = ("▲", .class("doubtful"))
        case .defect: (sign, style) = ("✗", .class("bad"))
        case .notSimulated, .notModelled, .outOfBudget, .simulatorFault:
            (sign, style) = ("?", .class("unknown"))
        }
    }
}

/// What the compiler says of a variant that it does not take, and its corrections.
struct BuildNote {
    let variant: VariantReview
    let anchor: PageAnchor

    @HTMLBuilder var content: [HTMLNode] {
        switch variant.build {
        case .fails(let messages):
            HTMLElement(.div, .id(anchor), .class("note")) {
                HTMLElement(.h3) { "\(variant.name) does not compile" }
                HTMLElement(.pre) {
                    for message in messages.prefix(20) {
                        message.line
                        [HTMLNode.lineFeed]
                    }
                }
            }
        case .refused(let why):
            HTMLElement(.p, .id(anchor), .class("note")) {
                "\(variant.name) may not be run: \(why)"
            }
        case .compiles(let unchecked):
            if !unchecked.isEmpty {
                HTMLElement(.p, .id(anchor), .class("note")) {
                    "\(variant.name): not compiled, since the sandbox cannot compile it without the "
                        + "change either: \(unchecked.joined(separator: ", "))"
                }
            }
        case .notTried: [HTMLNode]()
        }
        for change in variant.fixIts {
            HTMLElement(.div, .class("note")) {
                HTMLElement(.p) {
                    "\(variant.name): the compiler's own correction at \(change.path):\(change.line)"
                }
                HTMLElement(.pre, .class("diff")) {
                    HTMLElement(.del) { "-\(change.before)" }
                    [HTMLNode.lineFeed]
                    HTMLElement(.ins) { "+\(change.after)" }
                }
            }
        }
    }
}
