// SPDX-License-Identifier: GPL-2.0-only

/// Every remark of a thread with what became of it; the rules are those of docs/ledger.md.
public struct Ledger: Hashable, Sendable {
    /// The remarks by date and line.
    public let remarks: [Remark]

    /// The questions and objections to which nothing happened.
    public var open: [Remark] {
        remarks.filter { $0.status == .open && $0.kind != .comment }
    }

    init(remarks: [Remark]) {
        self.remarks = remarks
    }

    /// Reads the remarks of a thread.
    public init(_ contents: ThreadContents, proposals: [Proposal], tags: [WeighedTag] = []) {
        var reader = RemarkReader(contents: contents, proposals: proposals)
        let outcomes = RemarkOutcomes(contents: contents, proposals: proposals, tags: tags)
        remarks = reader.read().enumerated().map {
            outcomes.remark($0.element, number: $0.offset + 1)
        }
    }
}
