// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText
internal import Mail
internal import MailThreads

/// Whom a message addresses by name: `Hi Ann,`, `Ann, Bob: could you`, `Ann -- please`.
struct Salutation {
    /// Those who may be addressed, by the words of their names: who wrote in the thread, and who
    /// gets its mail.
    private let people: [String: Mailbox]

    init(_ contents: ThreadContents) {
        let writers = contents.entries.map(\.message.author)
        let receivers = contents.entries.flatMap { $0.message.to + $0.message.cc }
        var people: [String: Mailbox] = [:]
        for person in writers + receivers {
            let words = RemarkWords.words(person.name ?? "").prefix { $0 != "via" }
            for word in words where word.utf8.count > 1 && people[word] == nil {
                people[word] = person
            }
        }
        self.people = people
    }

    /// The people whom a line addresses; empty where it begins otherwise.
    ///
    /// Behind a greeting names are enough; without one a comma, colon or dash has to follow them, so
    /// that `Will do.` addresses nobody.
    func addressees(of line: String) -> [Mailbox] {
        var words = line.split(separator: " ")[...]
        let greetings = ["hi", "hello", "hey", "dear"]
        let isGreeting = words.first.map { greetings.contains(Self.letters($0)) } ?? false
        if isGreeting { words = words.dropFirst() }
        var found: [Mailbox] = []
        var isClosed = isGreeting
        for word in words.prefix(8) where !["and", "&", "/"].contains(word) {
            let isDash = ["-", "--", "\u{2014}"].contains(word)
            guard !isDash, let person = people[Self.letters(word)] else {
                isClosed = isClosed || isDash
                break
            }
            if !found.contains(person) { found.append(person) }
            isClosed = isGreeting || word.last.map { ",:".contains($0) } ?? false
        }
        return isClosed ? found : []
    }

    /// The people whom a message addresses: by its first line, or by the line that a paragraph
    /// begins with.
    func addressees(of entry: ThreadContents.Entry) -> [Mailbox] {
        let text = entry.body.text
        var isStart = true
        for line in entry.body.ownLines {
            guard let bytes = text.line(line.number).map({ text[$0].trimmingWhitespace() }),
                !bytes.isEmpty
            else {
                isStart = true
                continue
            }
            if isStart {
                let found = addressees(of: bytes.lossyString)
                if !found.isEmpty { return found }
            }
            isStart = false
        }
        return []
    }

    /// `@Ann,` as `ann`; `Ann-san` too.
    private static func letters(_ word: Substring) -> String {
        RemarkWords.words(String(word)).first.map { name in
            name.hasSuffix("-san") ? String(name.dropLast(4)) : name
        } ?? ""
    }
}
