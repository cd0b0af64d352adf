// SPDX-License-Identifier: GPL-2.0-only

internal import Mail
internal import Proposals
internal import Reviews

extension RecordWriter {
    mutating func write(_ reading: TriageReading) {
        write(reading.change) { writer, change in
            writer.write(change.label)
            writer.write(change.title)
            writer.write(change.revision)
            writer.write(change.author)
        }
        write(reading.proposalCount)
        write(reading.state)
        write(reading.tags.counting)
        write(reading.tags.stale)
        write(reading.tags.against)
        write(reading.openRemarks)
        for names in [reading.paths, reading.writers, reading.receivers] {
            write(each: names) { $0.write($1) }
        }
    }

    private mutating func write(_ state: ThreadState) {
        write(state.phase.rawValue)
        write(state.proposal) { $0.write($1) }
        write(state.summary)
        write(state.proof) { $0.write($1.text) }
        write(state.next) { $0.write($1) }
        write(state.appliedTo) { $0.write($1) }
        write(each: state.unanswered) { $0.write($1) }
        write(state.temperature.messages)
        write(state.temperature.people)
        write(state.temperature.days)
        write(state.temperature.last) { $0.write($1) }
    }

    private mutating func write(_ actor: NextActor) {
        write(actor.person) { $0.write($1) }
        write(actor.task)
        write(actor.askedBy) { $0.write($1) }
        write(actor.since) { $0.write($1) }
        write(actor.proof) { $0.write($1.text) }
        write(each: actor.pings) { $0.write($1.text) }
    }

    private mutating func write(_ request: Request) {
        write(request.message.text)
        write(request.messageNumber)
        write(request.from)
        write(request.to) { $0.write($1) }
        write(request.date) { $0.write($1) }
        write(request.text)
        write(request.bodyLine)
    }
}

extension RecordReader {
    mutating func triageReading() throws(RecordDamage) -> TriageReading {
        TriageReading(
            change: try optional { reader throws(RecordDamage) in
                TriageReading.Change(
                    label: try reader.string(), title: try reader.string(),
                    revision: try reader.int(), author: try reader.person())
            }, proposalCount: try int(), state: try state(),
            tags: TriageReading.Tags(
                counting: try int(), stale: try int(), against: try int()),
            openRemarks: try int(), paths: try strings(), writers: try strings(),
            receivers: try strings())
    }

    private mutating func strings() throws(RecordDamage) -> [String] {
        try each { reader throws(RecordDamage) in try reader.string() }
    }

    private mutating func optionalString() throws(RecordDamage) -> String? {
        try optional { reader throws(RecordDamage) in try reader.string() }
    }

    private mutating func optionalPerson() throws(RecordDamage) -> Mailbox? {
        try optional { reader throws(RecordDamage) in try reader.person() }
    }

    private mutating func optionalDate() throws(RecordDamage) -> MailDate? {
        try optional { reader throws(RecordDamage) in try reader.date() }
    }

    private mutating func state() throws(RecordDamage) -> ThreadState {
        guard let phase = ThreadState.Phase(rawValue: try string()) else { throw RecordDamage() }
        return ThreadState(
            phase: phase, proposal: try optionalString(), summary: try string(),
            proof: try optionalString().map(MessageID.init),
            next: try optional { reader throws(RecordDamage) in try reader.actor() },
            appliedTo: try optionalString(),
            unanswered: try each { reader throws(RecordDamage) in try reader.request() },
            temperature: Temperature(
                messages: try int(), people: try int(), days: try int(),
                last: try optionalDate()))
    }

    private mutating func actor() throws(RecordDamage) -> NextActor {
        NextActor(
            person: try optionalPerson(), task: try string(), askedBy: try optionalPerson(),
            since: try optionalDate(), proof: try optionalString().map(MessageID.init),
            pings: try messageIDs())
    }

    private mutating func request() throws(RecordDamage) -> Request {
        Request(
            message: try messageID(), messageNumber: try int(), from: try person(),
            to: try optionalPerson(), date: try optionalDate(), text: try string(),
            bodyLine: try int())
    }
}
