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
        }.map(\.lossyString)
        let robots: Set<String> = ["robot", "bot", "syzbot", "lkp", "buildbot", "kernelci"]
        return words.contains { robots.contains($0) || $0.hasSuffix("bot") && $0.utf8.count > 5 }
    }
}
