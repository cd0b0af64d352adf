// SPDX-License-Identifier: GPL-2.0-only

import ByteText
import Mail

/// How our reading of a mail and a peer's compare, by what is compared.
struct Agreement {
    /// What is compared, and the class of the outcome.
    struct Row: Hashable, Comparable {
        /// `git`, `git --scissors` or `python`.
        var peer: String
        /// `author`, `text` and so on.
        var what: String
        /// ``same``, ``unexplained``, or what a rule is called that makes both the same.
        var outcome: String

        static func < (left: Row, right: Row) -> Bool {
            (left.peer, left.what, left.outcome == same ? "" : left.outcome)
                < (right.peer, right.what, right.outcome == same ? "" : right.outcome)
        }
    }

    static let same = "same"
    static let unexplained = "unexplained"

    /// The mail's place in the history.
    var index: Int
    var id: MessageID
    var rows: [Row] = []
    /// What nothing explains, for people.
    var findings: [String] = []

    mutating func add(_ peer: String, _ what: String, _ outcome: String) {
        rows.append(Row(peer: peer, what: what, outcome: outcome))
    }

    /// Compares by rules that each make our value into the peer's.
    ///
    /// - Parameter rules: what each makes of our value; the first that fits counts.
    mutating func compare<Value: Equatable>(
        _ peer: String, _ what: String, ours: Value, theirs: Value,
        rules: KeyValuePairs<String, Value?> = [:]
    ) {
        if ours == theirs { return add(peer, what, Self.same) }
        if let rule = rules.first(where: { $0.value == theirs }) {
            return add(peer, what, rule.key)
        }
        add(peer, what, Self.unexplained)
        findings.append("\(peer) \(what): \(Self.shown(theirs)) ours: \(Self.shown(ours))")
    }

    private static func shown(_ value: some Any) -> String {
        if let people = value as? [Person] {
            return people.map { "\($0.name) <\($0.address)>" }.joined(separator: ", ")
        }
        if case .value(let bytes) = value as? PythonValue {
            return bytes.lossyString.debugDescription
        }
        return ((value as? [UInt8])?.lossyString ?? "\(value)").debugDescription
    }
}
