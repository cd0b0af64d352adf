// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText
public import Mail

extension Mailbox {
    /// Whether mail from here is written by a program: build and fuzz robots, trackers.
    ///
    /// By the words in the name or before the `@`: `robot`, `bot`, `syzbot`, `lkp`, `buildbot`.
    public var isRobot: Bool {
        let local = address.utf8.asciiLowercased().prefix { $0 != UInt8(ascii: "@") }
        let words = ((name ?? "").utf8.asciiLowercased() + [0x20] + local).split {
            !($0.isASCIILetter || $0.isASCIIDigit)
        }.map { $0.lossyString }
        let robots: Set<String> = [
            "robot", "bot", "bot2", "syzbot", "lkp", "buildbot", "kernelci",
        ]
        return words.contains { robots.contains($0) || $0.hasSuffix("bot") && $0.utf8.count > 5 }
    }

    /// Whether both are one person: the same address; by name only where an address is not shown,
    /// as on an archive's page.
    func isSamePerson(as other: Mailbox) -> Bool {
        if hasSameAddress(as: other) { return true }
        guard address.isEmpty || other.address.isEmpty, let name, let theirs = other.name else {
            return false
        }
        return name.utf8.equalsIgnoringCase(theirs)
    }

    /// Whether both are one person in a conversation: also by a name of two or more words at another
    /// address, in either order, as in `Example, Ann`.
    ///
    /// People answer from home. Nothing is given by an answer, so the name is proof enough; a tag
    /// needs more (``IdentityVerdict``).
    func isKnown(as other: Mailbox) -> Bool {
        if isSamePerson(as: other) { return true }
        guard let name, let theirs = other.name, Self.mayHaveSameWords(name, theirs) else {
            return false
        }
        let words = nameWords
        return words.count > 1 && words == other.nameWords
    }

    /// Whether two names consist of the same letters, as names of the same words do; where something
    /// of a name may be left out, too. Cost: one pass, without anything being copied.
    private static func mayHaveSameWords(_ name: String, _ other: String) -> Bool {
        func letters(_ name: String) -> UInt32? {
            var letters: UInt32 = 0
            var last: UInt8 = 0
            for byte in name.utf8 {
                if byte == UInt8(ascii: "(") { return nil }
                let lower = byte.asciiLowercased
                // "via" may end the name.
                if last == UInt8(ascii: "v"), lower == UInt8(ascii: "i") { return nil }
                if lower.isASCIILetter { letters |= 1 << UInt32(lower & 31) }
                last = lower
            }
            return letters
        }
        guard let first = letters(name), let second = letters(other) else { return true }
        return first == second
    }

    /// The words of the name in lower case, what stands in parentheses and behind `via` left out.
    private var nameWords: Set<String> {
        let plain = (name ?? "").utf8.asciiLowercased().prefix { $0 != UInt8(ascii: "(") }
        let words = plain.split { [0x20, 0x09, 0x2c, 0x22, 0x27].contains($0) }.map {
            $0.lossyString
        }
        return Set(words.prefix { $0 != "via" })
    }
}
