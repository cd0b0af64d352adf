// SPDX-License-Identifier: GPL-2.0-only

internal import Mail

/// A remark to be, and what answers it.
struct RemarkDraft {
    let words: OwnWords
    var lines: ClosedRange<Int>
    var text: String
    let about: MessageID?
    let proposal: String?
    let anchor: Remark.Anchor?
    let quoted: String
    /// Whether it answers a remark, and so speaks against the diff of the remark's message.
    let isArgument: Bool
    var answers: [RemarkAnswer] = []

    /// An argument is a remark where the author of that diff takes it up.
    var isRemark: Bool { !isArgument || answers.contains(where: \.isByAuthor) }
}

/// Words that stand under a quote of a remark.
struct RemarkAnswer {
    let words: OwnWords
    let isByAuthor: Bool
    /// The lines of the remark that are quoted above the words.
    let lines: Set<Int>
}
