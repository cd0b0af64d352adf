// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText
internal import Mail
internal import MailThreads

extension ThreadContents {
    /// Whether a program wrote a message: by the sender's name, or by the words with which people
    /// let their programs begin, within the first ten own lines.
    static func isFromRobot(_ message: Message, _ body: MessageBody) -> Bool {
        if message.author.isRobot { return true }
        let text = body.text
        var words: [String] = []
        var count = 0
        for block in body.blocks where block.kind == .own {
            for number in block.lines where count < 10 {
                count += 1
                if let line = text.line(number) {
                    words += RemarkWords.words(text[line].lossyString)
                }
            }
        }
        return RemarkWords.has(anyOf: openings, in: words)
    }

    private static let openings: Phrases = [
        "my bot found", "this is an automated", "this is an automatic",
        "kernel test robot noticed", "automatically generated", "semi-automatic",
        "patch-bot of", "patch email bot",
    ]
}
