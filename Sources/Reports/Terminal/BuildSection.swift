// SPDX-License-Identifier: GPL-2.0-only

internal import KernelBuild
internal import Reviews

/// What the compiler says of the variants that do not compile, and its corrections.
struct BuildSection {
    let comparison: TreeComparison
    let isVerbose: Bool

    func write(to page: inout TerminalPage) {
        for variant in comparison.variants {
            let name = DisplayText.safe(variant.name.description)
            switch variant.build {
            case .fails(let messages):
                page.gap()
                page.line("  \(name) does not compile:", .heading)
                let shown = isVerbose ? messages.count : min(messages.count, 3)
                for message in messages.prefix(shown) {
                    write(message, to: &page)
                }
                if shown < messages.count {
                    page.line("    and \(messages.count - shown) more")
                }
            case .refused(let why):
                page.gap()
                page.paragraph("\(name) may not be run: \(DisplayText.safe(why))", first: "  ")
            case .compiles(let unchecked) where !unchecked.isEmpty:
                page.gap()
                page.paragraph(
                    "\(name): not compiled, since the sandbox cannot compile it without the "
                        + "change either: \(unchecked.map(DisplayText.safe).joined(separator: ", "))",
                    first: "  ", .faint)
            case .notTried, .compiles: break
            }
            for change in variant.fixIts {
                page.gap()
                page.line("  \(name), \(DisplayText.safe(change.path)):\(change.line):", .heading)
                page.line("    -\(DisplayText.safe(change.before))")
                page.line("    +\(DisplayText.safe(change.after))")
            }
        }
    }

    private func write(_ message: CompilerMessage, to page: inout TerminalPage) {
        page.paragraph(DisplayText.safe(message.line), first: "    ")
        guard isVerbose else { return }
        for note in message.notes {
            page.paragraph(DisplayText.safe(note.line), first: "      ", .faint)
        }
    }
}

extension CompilerMessage {
    /// `drivers/iommu/iommu.c:12:3: error: ...`
    var line: String {
        let place = location.map { "\($0.path):\($0.line):\($0.column): " } ?? ""
        return "\(place)\(severity.rawValue): \(text)"
    }
}
