// SPDX-License-Identifier: GPL-2.0-only

public import Mail
public import MailThreads

/// A thread with the trailers of its messages read, so that each message is read once.
public struct ThreadContents: Sendable {
    /// One message that the input has.
    public struct Entry: Sendable {
        /// The message.
        public let message: Message

        /// The 1-based number in reading order, missing messages counted.
        public let number: Int

        /// The trailers that its author wrote.
        public let trailers: [Trailer]

        /// Its text, cut into what its author wrote and what is quoted.
        public let body: MessageBody

        /// Whether a program wrote it.
        let isFromRobot: Bool
    }

    /// The thread.
    public let thread: MailThread

    /// The messages in order of date. A message without a date, or with one before that of the
    /// message it answers, stands right after that one.
    public let entries: [Entry]

    /// The place of each message in `entries`.
    private let places: [MessageID: Int]

    /// The own words of each message, in the order of `entries`.
    private let words: [[OwnWords]]

    /// The entry of a message; nil where the input does not have it.
    public func entry(_ id: MessageID) -> Entry? { places[id].map { entries[$0] } }

    /// The runs of an entry's own words, as ``OwnWords/all(in:)``.
    func ownWords(of entry: Entry) -> [OwnWords] {
        places[entry.message.id].map { words[$0] } ?? []
    }

    /// Reads the messages of a thread.
    public init(_ thread: MailThread) {
        self.thread = thread
        let bodies = thread.bodies()
        var times: [Int64] = []
        var dated: [(time: Int64, entry: Entry)] = []
        for node in thread.nodes {
            let above = node.parentIndex.map { times[$0] } ?? .min
            let own = node.message?.date?.secondsSince1970 ?? .min
            times.append(max(above, own))
            guard let message = node.message else { continue }
            let body = bodies[node.id] ?? MessageBody(of: message)
            dated.append(
                (
                    times[node.index],
                    Entry(
                        message: message, number: node.index + 1,
                        trailers: body.trailers(of: message), body: body,
                        isFromRobot: Self.isFromRobot(message, body))
                ))
        }
        // The sort is stable: among equal times reading order stays.
        entries = dated.sorted { $0.time < $1.time }.map(\.entry)
        places = Dictionary(
            entries.enumerated().map { ($1.message.id, $0) },
            uniquingKeysWith: { first, _ in first })
        words = entries.map { OwnWords.all(in: $0) }
    }
}
