// SPDX-License-Identifier: GPL-2.0-only

internal import GitObjects
internal import Mail
internal import MailThreads

extension RecordWriter {
    mutating func write(_ person: Mailbox) {
        write(person.name) { $0.write($1) }
        write(person.address)
        write(person.comment) { $0.write($1) }
    }

    mutating func write(_ date: MailDate) {
        write(date.secondsSince1970)
        write(date.utcOffsetMinutes)
    }

    mutating func write(_ source: MessageSource) {
        write(source.inputName)
        write(source.span.lowerBound)
        write(source.span.count)
        write(source.firstLineNumber)
        switch source.access {
        case .once: write(UInt64(0))
        case .file(let isEscaped): write(UInt64(isEscaped ? 2 : 1))
        case .blob(let id, let repository):
            write(UInt64(3))
            write(id.bytes)
            write(repository)
        }
    }

    mutating func write(_ envelope: Envelope) {
        write(envelope.id.text)
        write(envelope.isIDSynthetic)
        write(envelope.author)
        write(envelope.date) { $0.write($1) }
        write(envelope.subject)
        write(each: envelope.inReplyTo) { $0.write($1.text) }
        write(each: envelope.references) { $0.write($1.text) }
        write(envelope.source)
    }

    mutating func write(_ mark: RevisionMark) {
        write(mark.version)
        write(mark.title)
        write(mark.author)
        write(mark.changeID) { $0.write($1) }
        write(each: mark.named) { $0.write($1.text) }
    }

    mutating func write(_ sketch: MessageSketch) {
        write(sketch.envelope)
        write(sketch.contentKey.high)
        write(sketch.contentKey.low)
        write(sketch.mayHoldDiff)
        write(sketch.revision) { $0.write($1) }
    }
}

extension RecordReader {
    mutating func person() throws(RecordDamage) -> Mailbox {
        Mailbox(
            name: try optional { reader throws(RecordDamage) in try reader.string() },
            address: try string(),
            comment: try optional { reader throws(RecordDamage) in try reader.string() })
    }

    mutating func date() throws(RecordDamage) -> MailDate {
        MailDate(secondsSince1970: try signed(), utcOffsetMinutes: try int())
    }

    mutating func messageID() throws(RecordDamage) -> MessageID { MessageID(try string()) }

    mutating func messageIDs() throws(RecordDamage) -> [MessageID] {
        try each { reader throws(RecordDamage) in try reader.messageID() }
    }

    mutating func source() throws(RecordDamage) -> MessageSource {
        let name = try string()
        let (start, count, line) = (try int(), try int(), try int())
        guard start >= 0, count >= 0, start <= Int.max - count else { throw RecordDamage() }
        let access: MessageSource.Access
        switch try number() {
        case 0: access = .once
        case 1: access = .file(isEscaped: false)
        case 2: access = .file(isEscaped: true)
        case 3:
            guard let id = ObjectID(bytes: try slice()) else { throw RecordDamage() }
            access = .blob(id, repository: try string())
        default: throw RecordDamage()
        }
        return MessageSource(
            inputName: name, span: start..<(start + count), firstLineNumber: line, access: access)
    }

    mutating func envelope() throws(RecordDamage) -> Envelope {
        Envelope(
            id: try messageID(), isIDSynthetic: try bool(), author: try person(),
            date: try optional { reader throws(RecordDamage) in try reader.date() },
            subject: try string(), inReplyTo: try messageIDs(), references: try messageIDs(),
            source: try source())
    }

    mutating func revisionMark() throws(RecordDamage) -> RevisionMark {
        RevisionMark(
            version: try int(), title: Array(try slice()), author: Array(try slice()),
            changeID: try optional { reader throws(RecordDamage) in Array(try reader.slice()) },
            named: try messageIDs())
    }

    mutating func sketch() throws(RecordDamage) -> MessageSketch {
        MessageSketch(
            envelope: try envelope(),
            contentKey: ContentKey(high: try number(), low: try number()),
            mayHoldDiff: try bool(),
            revision: try optional { reader throws(RecordDamage) in try reader.revisionMark() })
    }
}
