// SPDX-License-Identifier: GPL-2.0-only

internal import HunkMatching
public import Mail
internal import Proposals
public import Reviews

/// What a list said of a thread, to be compared with what it says later.
public struct SeenThread: Hashable, Sendable {
    /// The thread.
    public let id: MessageID
    /// What the list said.
    public let mark: TriageMark

    /// Notes one.
    public init(id: MessageID, mark: TriageMark) {
        self.id = id
        self.mark = mark
    }
}

extension RecordWriter {
    mutating func write(_ seen: SeenThread) {
        write(seen.id.text)
        write(seen.mark.phase.rawValue)
        write(seen.mark.revision)
        write(seen.mark.tags)
        write(seen.mark.openRemarks)
        write(seen.mark.messages)
        write(seen.mark.fit) { $0.write($1.rawValue) }
    }
}

extension RecordReader {
    mutating func seenThread() throws(RecordDamage) -> SeenThread {
        let id = try messageID()
        guard let phase = TriageMark.Phase(rawValue: try string()) else { throw RecordDamage() }
        let (revision, tags, remarks, messages) = (try int(), try int(), try int(), try int())
        let fit = try optional { reader throws(RecordDamage) in
            guard let status = TriageMark.Fit(rawValue: try reader.string()) else {
                throw RecordDamage()
            }
            return status
        }
        return SeenThread(
            id: id,
            mark: TriageMark(
                phase: phase, revision: revision, tags: tags, openRemarks: remarks,
                messages: messages, fit: fit))
    }
}
