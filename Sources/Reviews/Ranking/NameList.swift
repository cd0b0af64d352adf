// SPDX-License-Identifier: GPL-2.0-only

/// Names in a sentence.
enum NameList {
    /// More names than this are counted.
    static let most = 4

    /// `a`, `a, b and c`, `a, b, c, d and 7 more`.
    static func text(_ names: [String]) -> String {
        guard let last = names.last, names.count > 1 else { return names.first ?? "" }
        if names.count > most + 1 {
            return names.prefix(most).joined(separator: ", ") + " and \(names.count - most) more"
        }
        return names.dropLast().joined(separator: ", ") + " and \(last)"
    }
}
