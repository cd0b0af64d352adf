// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText
internal import UnifiedDiffs

/// A hunk whose white space a mail program has damaged, repaired by the lines of the tree.
///
/// The damage must explain every difference between the hunk's old lines and the tree's: tabs
/// turned to blanks by one rule, blanks at line ends, CR at all line ends. A difference that is not
/// explained leaves the hunk in conflict: it may be a real one.
struct WhitespaceRepair {
    /// The lines that replace the old ones: context from the tree, added lines repaired.
    let newLines: [LineImage.Line]
    let repairs: [Repair]

    /// Nil if damage does not explain how `tree`, the lines at the place, differ from the hunk.
    init?(_ hunk: SidedHunk, over tree: [LineImage.Line]) {
        guard tree.count == hunk.old.count,
            let damage = Damage(of: hunk.old.map { $0.fileBytes[...] }, from: tree.map(\.bytes))
        else { return nil }
        var lines: [LineImage.Line] = []
        var repairedCount = 0
        var oldIndex = tree.startIndex
        for line in hunk.lines {
            switch line.origin {
            case .context:
                let line = tree[oldIndex]
                lines.append(.init(bytes: line.bytes, origin: line.origin, isPatched: true))
                oldIndex += 1
            case .deleted:
                oldIndex += 1
            case .added:
                let repaired = damage.repaired(line.fileBytes[...])
                if repaired != line.fileBytes { repairedCount += 1 }
                lines.append(.init(bytes: repaired[...], origin: nil, isPatched: true))
            }
        }
        newLines = lines
        repairs = damage.repairs(addedLines: repairedCount)
    }
}

/// How the white space of lines was damaged.
struct Damage {
    private(set) var tabRule: TabRule?
    private var tabLines = 0
    private var trailingLines = 0
    private var lineEnds: Repair?

    /// Nil if white space damage does not explain the differences, or if there is none.
    init?(of damaged: [ArraySlice<UInt8>], from original: [ArraySlice<UInt8>]) {
        var rules = TabRule.all
        var crlfOriginals = 0
        var crlfDamaged = 0
        for (mail, tree) in zip(damaged, original) {
            crlfOriginals += Whitespace.endsInCRLF(tree) ? 1 : 0
            crlfDamaged += Whitespace.endsInCRLF(mail) ? 1 : 0
            guard (mail.last == 0x0a) == (tree.last == 0x0a) else { return nil }
            let mailText = Whitespace.content(of: mail)
            let treeText = Whitespace.content(of: tree)
            if mailText == treeText { continue }
            let mailTrimmed = mailText.trimmingTrailingBlanks()
            let treeTrimmed = treeText.trimmingTrailingBlanks()
            if mailTrimmed == treeTrimmed {
                trailingLines += 1
                continue
            }
            rules.removeAll { $0.expanded(mailTrimmed) != $0.expanded(treeTrimmed) }
            tabLines += 1
        }
        if crlfOriginals != crlfDamaged {
            // Line ends are damaged as a whole or not at all.
            let isWhole = crlfOriginals + crlfDamaged == original.count
            guard isWhole, crlfOriginals == 0 || crlfDamaged == 0 else { return nil }
            lineEnds = crlfDamaged == 0 ? .carriageReturnsLost : .carriageReturnsGained
        }
        if tabLines > 0 {
            guard let rule = rules.first else { return nil }
            tabRule = rule
        }
        if tabLines == 0, trailingLines == 0, lineEnds == nil { return nil }
    }

    /// An added line, with LF if it has one, with the damage undone.
    func repaired(_ line: ArraySlice<UInt8>) -> [UInt8] {
        var text = Array(Whitespace.content(of: line))
        var end = Array(line.dropFirst(text.count))
        if let tabRule { text = tabRule.indentedByTabs(text[...]) }
        if trailingLines > 0, text.allSatisfy(\.isASCIIBlank) { text = [] }
        if line.last == 0x0a {
            if lineEnds == .carriageReturnsLost { end = [0x0d, 0x0a] }
            if lineEnds == .carriageReturnsGained { end = [0x0a] }
        }
        return text + end
    }

    /// What was repaired, to be reported.
    func repairs(addedLines: Int) -> [Repair] {
        var repairs: [Repair] = []
        if let tabRule {
            repairs.append(.tabs(tabRule, contextLines: tabLines, addedLines: addedLines))
        }
        if trailingLines > 0 { repairs.append(.trailingBlanks(lines: trailingLines)) }
        if let lineEnds { repairs.append(lineEnds) }
        return repairs
    }
}
