// SPDX-License-Identifier: GPL-2.0-only

import Mail

/// How often each outcome came, with one mail that shows it.
struct AgreementTable {
    private var counts: [Agreement.Row: (count: Int, index: Int, id: MessageID)] = [:]
    private(set) var messages = 0
    private var seen: [MessageID: Int] = [:]
    private(set) var findings: [String] = []

    mutating func add(_ agreement: Agreement) {
        messages += 1
        seen[agreement.id, default: 0] += 1
        for row in agreement.rows {
            var entry = counts[row] ?? (0, agreement.index, agreement.id)
            entry.count += 1
            if agreement.index < entry.index {
                (entry.index, entry.id) = (agreement.index, agreement.id)
            }
            counts[row] = entry
        }
        findings += agreement.findings.map { "\(agreement.index) \(agreement.id): \($0)" }
    }

    /// How many mails no rule explains.
    var unexplained: Int {
        counts.reduce(0) { $0 + ($1.key.outcome == Agreement.unexplained ? $1.value.count : 0) }
    }

    /// The table as lines of columns with tabs between them.
    func text(newest: String, commits: Int) -> String {
        var lines = ["# peer\twhat\toutcome\tmessages\tfor example"]
        lines.append("archive\tnewest commit\t\(newest)\t\t")
        lines.append("archive\tcommits\t\t\(commits)\t")
        lines.append("archive\tmessages\t\t\(messages)\t")
        lines.append("archive\tdistinct identifiers\t\t\(seen.count)\t")
        for (row, entry) in counts.sorted(by: { $0.key < $1.key }) {
            let example = row.outcome == Agreement.same ? "" : entry.id.description
            lines.append("\(row.peer)\t\(row.what)\t\(row.outcome)\t\(entry.count)\t\(example)")
        }
        for (id, count) in seen.sorted(by: { $0.key.description < $1.key.description })
        where count > 1 {
            lines.append("archive\tidentifier that came again\t\t\(count - 1)\t\(id)")
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
