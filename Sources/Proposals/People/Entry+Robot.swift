// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText
internal import Mail
internal import MailThreads

extension ThreadContents.Entry {
    /// Whether a program wrote the message: by the sender's name, or by the words with which people
    /// let their programs begin, within the first ten own lines.
    var isFromRobot: Bool {
        if message.author.isRobot { return true }
        let text = body.text
        let lines = body.ownLines.prefix(10).compactMap { text.line($0.number).map { text[$0] } }
        let words = RemarkWords.words(lines.map(\.lossyString).joined(separator: " "))
        return RemarkWords.has(
            anyOf: [
                "my bot found", "this is an automated", "this is an automatic",
                "kernel test robot noticed", "automatically generated", "semi-automatic",
                "patch-bot of", "patch email bot",
            ], in: words)
    }
}
