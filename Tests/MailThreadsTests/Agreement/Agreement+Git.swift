// SPDX-License-Identifier: GPL-2.0-only

import ByteText
import Mail

extension Agreement {
    /// Compares with what `git mailinfo` made of the mail.
    mutating func compare(
        _ mail: Message, with git: GitRecord, scissors: Bool, bytes: () throws -> [UInt8]
    ) rethrows {
        let peer = scissors ? "git --scissors" : "git"
        if git.status != 0 {
            let isSet = git.errors.lossyString.contains("cannot convert from ")
            add(peer, "mail", isSet ? "git refuses a character set" : Self.unexplained)
            if !isSet { findings.append("\(peer): \(git.status) \(git.errors.lossyString)") }
            return
        }
        add(peer, "mail", Self.same)
        let option = scissors ? GitMailinfo.Option.scissors : nil
        let ours = GitMailinfo(mail, option: option)
        add(peer, "message", ours.message == git.message ? Self.same : "differs")
        add(peer, "patch", ours.patch == git.patch ? Self.same : "differs")
        let start = { (patch: [UInt8]) in patch.prefix { $0 != 0x0a }.filter { $0 != 0x0d } }
        let isStart = start(ours.patch) == start(git.patch)
        add(peer, "first line of the patch", isStart ? Self.same : "differs")
        if ours.message == git.message, ours.patch == git.patch {
            add(peer, "message and patch", Self.same)
            return compareFields(mail, ours, git, peer)
        }
        if mail.problems.contains(where: { $0.kind == .multipartNoBoundary }),
            git.message.isEmpty, git.patch.isEmpty
        {
            add(peer, "message and patch", "a multipart without a boundary: git has no text")
            return compareFields(mail, ours, git, peer)
        }
        let (rules, closest) = try Self.rules(for: mail, git, option, bytes: bytes())
        add(peer, "message and patch", rules.isEmpty ? Self.unexplained : rules.name)
        if rules.isEmpty {
            let (one, other) = Self.firstDifference(
                git.message + git.patch, closest.message + closest.patch)
            findings.append("\(peer) text: \(one) ours: \(other)")
        }
        compareFields(mail, ours, git, peer, byRules: closest)
    }

    /// - Parameter byRules: our reading by the rules that explain the text.
    private mutating func compareFields(
        _ mail: Message, _ ours: GitMailinfo, _ git: GitRecord, _ peer: String,
        byRules: GitMailinfo? = nil
    ) {
        let text = mail.text.text
        let asText = "follows from the text"
        let noSender = "a sender in the text without an address: git has none"
        let isWithoutSender = text.lines.contains {
            text[$0].hasPrefixIgnoringCase("from:") && !text[$0].contains(UInt8(ascii: "@"))
        }
        let name = Self.name(ours.author)
        let isAddress = name.utf8.count > 60 || name.contains { "@<>".contains($0) }
        let address = ours.author.address
        let rest = git["Author"].lossyString.dropFirst(name.utf8.count)
        let isBehind =
            rest.first == " "
            && text.lines.contains { text.string($0).hasSuffix("\(name) <\(address)>\(rest)") }
        compare(
            peer, "author", ours: Array(name.utf8), theirs: git["Author"],
            rules: [
                "a name with @, < or >, or of more than 60 bytes: git has the address":
                    isAddress ? Array(address.utf8) : nil,
                "a comment beside a name: git joins them": ours.author.comment.map {
                    Array("\(name) (\($0))".utf8)
                },
                "words behind the address: git joins them with the name":
                    isBehind ? git["Author"] : nil,
                noSender: isWithoutSender ? [] : nil,
                "bytes that are no characters: git keeps them":
                    git["Author"].lossyString == name ? git["Author"] : nil,
                asText: byRules.map { Array(Self.name($0.author).utf8) },
            ])
        compare(
            peer, "email", ours: Array(address.utf8), theirs: git["Email"],
            rules: [
                "a name with @: git takes it for the address":
                    name.contains("@") ? Array(name.utf8) : nil,
                noSender: isWithoutSender ? [] : nil,
                asText: byRules.map { Array($0.author.address.utf8) },
            ])
        let subject = ours.fields["Subject", default: ""]
        compare(
            peer, "subject", ours: Array(subject.utf8), theirs: git["Subject"],
            rules: [
                "bytes that are no characters: git keeps them":
                    git["Subject"].lossyString == subject ? git["Subject"] : nil,
                asText: byRules.map { Array($0.fields["Subject", default: ""].utf8) },
            ])
        let date = MailDate(parsing: git["Date"])
            .map { "\($0.secondsSince1970) \($0.utcOffsetMinutes)" }
        compare(
            peer, "date", ours: ours.fields["Date"], theirs: date,
            rules: [
                "words for a date in the text: git has them":
                    date == nil
                    && text.lines.contains {
                        text[$0].elementsEqual("Date: ".utf8 + git["Date"].trimmingWhitespace())
                    } ? .some(date) : nil,
                asText: byRules.map { $0.fields["Date"] },
            ])
    }

    private static func name(_ mailbox: Mailbox) -> String { mailbox.name ?? mailbox.address }

    /// The fewest rules that make our text git's, none if nothing does; and our reading by them, or
    /// by all.
    private static func rules(
        for mail: Message, _ git: GitRecord, _ option: GitMailinfo.Option?, bytes: [UInt8]
    ) -> (rules: GitRules, reading: GitMailinfo) {
        let parts = SentParts(mail, bytes: bytes)
        var closest = GitMailinfo(mail, option: option)
        for rules in GitRules.subsets(of: parts.rules) where !rules.isEmpty {
            let lines = parts.lines(by: rules)
            closest = GitMailinfo(
                mail, text: ByteText(lines.text),
                patchText: rules.contains(.patchAsSent) ? ByteText(lines.asSent) : nil,
                separatorEndsFields: rules.contains(.separatorEndsFields), option: option)
            if closest.message == git.message, closest.patch == git.patch {
                return (rules, closest)
            }
        }
        return ([], closest)
    }

    static func firstDifference(_ one: [UInt8], _ other: [UInt8]) -> (String, String) {
        let place =
            zip(one, other).enumerated().first { $0.element.0 != $0.element.1 }?.offset
            ?? min(one.count, other.count)
        let start = max(0, place - 40)
        return (
            one[min(start, one.count)...].prefix(160).lossyString.debugDescription,
            other[min(start, other.count)...].prefix(160).lossyString.debugDescription
        )
    }
}
