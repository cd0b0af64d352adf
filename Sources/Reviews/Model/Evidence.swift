// SPDX-License-Identifier: GPL-2.0-only

public import Mail

/// Where a statement of a review comes from.
public enum Evidence: Hashable, Sendable {
    /// A line of a message: the 1-based line of its text, and the 1-based line of the input file
    /// where the encoding of the message lets it be found.
    case message(MessageID, bodyLine: Int?, inputLine: Int?)

    /// A line of the kernel tree in one of the review's variants: 1-based, nil for the file.
    case tree(variant: VariantName, path: String, line: Int?)

    /// A run of one scenario; the operation is an index into its operations, nil for the whole.
    case run(variant: VariantName, driver: String, scenario: String, operation: Int?)

    /// What the compiler said: an index into the messages of the variant's build of that driver.
    case compiler(variant: VariantName, message: Int)
}

/// A sentence of a review, with what proves it.
public struct Statement: Hashable, Sendable {
    /// The sentence, for people.
    public let text: String

    /// Where it comes from; empty only for a statement about the review itself.
    public let evidence: [Evidence]

    /// Makes a statement.
    public init(_ text: String, _ evidence: [Evidence] = []) {
        self.text = text
        self.evidence = evidence
    }
}
