// SPDX-License-Identifier: GPL-2.0-only

import Foundation
import Testing

@testable import ReviewThreadCommands

/// The index of `triage`: whatever happens to it, the list is the one from nothing.
struct TriageIndexTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    /// Threads with a patch and an answer each.
    private func mail(_ threads: Range<Int>) -> String {
        threads.map { number in
            """
            From x@example.org Tue Mar 31 19:56:22 2026
            From: Ann <ann@example.org>
            Date: \(number % 28 + 1) May 2026 10:00:00 +0000
            Message-ID: <\(number)@example.org>
            Subject: [PATCH] f: Number \(number)

            Signed-off-by: Ann <ann@example.org>
            ---
            diff --git a/f/a.c b/f/a.c
            --- a/f/a.c
            +++ b/f/a.c
            @@ -1,3 +1,3 @@
             one
            -two
            +\(number)
             three

            From x@example.org Tue Mar 31 19:56:22 2026
            From: Bob <bob@example.org>
            Date: \(number % 28 + 2) May 2026 10:00:00 +0000
            Message-ID: <\(number)-1@example.org>
            In-Reply-To: <\(number)@example.org>
            Subject: Re: [PATCH] f: Number \(number)

            > +\(number)

            Why not \(number + 1)?

            """
        }.joined(separator: "\n")
    }

    private func write(_ name: String, _ text: String) throws -> String {
        let path = try folder.write(name, text)
        // Long ago: what was written just now is not trusted to stay.
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSince1970: 1_700_000_000)], ofItemAtPath: path)
        return path
    }

    private func triage(_ arguments: String...) throws -> Program.Outcome {
        try Program.run(
            ["triage", "--json", "--as-of", "2026-06-01"] + arguments, in: folder)
    }

    private var index: String { "\(folder.path)/.cache/review-thread/threads.sqlite" }

    @Test func theListIsTheSameWithAndWithoutIt() throws {
        let box = try write("a.mbox", mail(0..<40))
        let plain = try triage(box, "--no-cache")
        #expect(!FileManager.default.fileExists(atPath: index))
        #expect(plain.output.split(separator: "\n").count == 40)
        for _ in 0..<2 {
            let run = try triage(box)
            #expect(run.output == plain.output)
            #expect(run.errors.isEmpty)
        }
        #expect(FileManager.default.fileExists(atPath: index))
        _ = try write("a.mbox", mail(0..<50))
        #expect(try triage(box).output == triage(box, "--no-cache").output)
    }

    @Test func aMaildirIsReadWhereItChanged() throws {
        let maildir = "\(folder.path)/dir"
        for place in ["cur", "new", "tmp"] {
            try FileManager.default.createDirectory(
                atPath: "\(maildir)/\(place)", withIntermediateDirectories: true)
        }
        func deliver(_ numbers: Range<Int>, to place: String) throws {
            for number in numbers {
                _ = try write(
                    "dir/\(place)/\(1_000 + number).x",
                    mail(number..<(number + 1)).split(separator: "\n", maxSplits: 1)[1]
                        .components(separatedBy: "\nFrom x@")[0])
            }
        }
        try deliver(0..<10, to: "new")
        #expect(try triage(maildir).output == triage(maildir, "--no-cache").output)
        // One is read, one goes, one comes.
        try FileManager.default.moveItem(
            atPath: "\(maildir)/new/1003.x", toPath: "\(maildir)/cur/1003.x:2,S")
        try FileManager.default.removeItem(atPath: "\(maildir)/new/1004.x")
        try deliver(10..<12, to: "new")
        let list = try triage(maildir)
        #expect(list.output == (try triage(maildir, "--no-cache")).output)
        #expect(list.output.split(separator: "\n").count == 11)
    }

    @Test(.enabled(if: Program.git != nil))
    func aRepositoryIsReadFromWhereItEnded() throws {
        let inbox = "\(folder.path)/inbox"
        func git(_ arguments: String...) throws {
            let run = Process()
            run.executableURL = URL(fileURLWithPath: try #require(Program.git))
            run.arguments =
                ["-C", inbox, "-c", "user.name=A", "-c", "user.email=a@example.org"] + arguments
            run.standardOutput = FileHandle.nullDevice
            run.standardError = FileHandle.nullDevice
            try run.run()
            run.waitUntilExit()
            try #require(run.terminationStatus == 0, "git \(arguments)")
        }
        func commit(_ numbers: Range<Int>) throws {
            for number in numbers {
                let text = mail(number..<(number + 1)).split(separator: "\n", maxSplits: 1)[1]
                    .components(separatedBy: "\nFrom x@")[0]
                _ = try folder.write("inbox/m", text)
                try git("add", "m")
                try git("commit", "-q", "-m", "\(number)")
            }
        }
        try FileManager.default.createDirectory(
            atPath: inbox, withIntermediateDirectories: true)
        try git("init", "-q")
        try commit(0..<4)
        #expect(try triage(inbox).output == triage(inbox, "--no-cache").output)
        try commit(4..<6)
        let list = try triage(inbox)
        #expect(list.output.split(separator: "\n").count == 6)
        #expect(list.output == (try triage(inbox, "--no-cache")).output)
        // The history is written anew: what the index has is not of it.
        try git("reset", "-q", "--hard", "HEAD~3")
        try commit(7..<8)
        let other = try triage(inbox)
        #expect(other.output.split(separator: "\n").count == 4)
        #expect(other.output == (try triage(inbox, "--no-cache")).output)
    }

    @Test func aDamagedIndexIsMadeAnew() throws {
        let box = try write("a.mbox", mail(0..<5))
        let plain = try triage(box)
        let size = try #require(
            FileManager.default.attributesOfItem(atPath: index)[.size] as? Int)
        // In the middle: the header is whole, and what it leads to is not.
        let handle = try #require(FileHandle(forUpdatingAtPath: index))
        try handle.seek(toOffset: 100)
        try handle.write(contentsOf: Data(repeating: 0xa5, count: size - 100))
        try handle.close()
        try? FileManager.default.removeItem(atPath: index + "-wal")
        let run = try triage(box)
        #expect(run.output == plain.output)
        #expect(run.errors.contains("is damaged, and is made anew"))
        let next = try triage(box)
        #expect(next.output == plain.output)
        #expect(next.errors.isEmpty)
    }

    @Test func whereThereIsNoPlaceForItTheListComesAllTheSame() throws {
        let box = try write("a.mbox", mail(0..<5))
        _ = try folder.write("file", "")
        let run = try triage(box, "--cache", "\(folder.path)/file/cache")
        #expect(run.output == (try triage(box, "--no-cache")).output)
        #expect(run.errors.contains("working without the index"))
    }

    /// A run that is under way, and the file that its list goes to.
    private func start(_ box: String) throws -> (run: Process, list: String) {
        let list = try folder.write("list-\(UUID().uuidString)", "")
        let run = Process()
        run.executableURL = URL(fileURLWithPath: Program.built)
        run.arguments = ["triage", "--json", "--as-of", "2026-06-01", box]
        run.environment = ["HOME": folder.path, "TMPDIR": folder.path, "PATH": "/usr/bin"]
        run.standardOutput = FileHandle(forWritingAtPath: list)
        run.standardError = FileHandle.nullDevice
        try run.run()
        return (run, list)
    }

    @Test func whoIsKilledLeavesAnIndexThatHolds() async throws {
        let box = try write("a.mbox", mail(0..<300))
        let plain = try triage(box, "--no-cache")
        let rounds = ProcessInfo.processInfo.environment["REVIEW_THREAD_KILLS"].flatMap(Int.init)
        var random = SeededRandom(seed: 9)
        for _ in 0..<(rounds ?? 5) {
            let (run, _) = try start(box)
            try await Task.sleep(for: .milliseconds(Int.random(in: 0..<250, using: &random)))
            kill(run.processIdentifier, SIGKILL)
            run.waitUntilExit()
            let after = try triage(box)
            #expect(after.output == plain.output)
            #expect(after.errors.isEmpty)
            // The next one has something to write again.
            if Bool.random(using: &random) {
                try FileManager.default.removeItem(atPath: "\(folder.path)/.cache")
            }
        }
    }

    @Test func twoWritersAtOnceDoNoHarm() throws {
        let box = try write("a.mbox", mail(0..<200))
        let plain = try triage(box, "--no-cache")
        for _ in 0..<3 {
            let runs = [try start(box), try start(box)]
            for (run, list) in runs {
                run.waitUntilExit()
                #expect(try String(contentsOfFile: list, encoding: .utf8) == plain.output)
            }
            let after = try triage(box)
            #expect(after.output == plain.output)
            #expect(after.errors.isEmpty)
            try FileManager.default.removeItem(atPath: "\(folder.path)/.cache")
        }
    }

    @Test func sinceTheLastRunOnlyWhatChangedIsListed() throws {
        let box = try write("a.mbox", mail(0..<3))
        let first = try triage(box, "--since-last")
        #expect(first.output.split(separator: "\n").count == 3)
        #expect(first.output.contains(#""changes":["new"]"#))
        #expect(try triage(box, "--since-last").output.isEmpty)
        _ = try write(
            "a.mbox",
            mail(0..<3) + """

                From x@example.org Tue Mar 31 19:56:22 2026
                From: Bob <bob@example.org>
                Date: 20 May 2026 10:00:00 +0000
                Message-ID: <1-2@example.org>
                In-Reply-To: <1@example.org>
                Subject: Re: [PATCH] f: Number 1

                Reviewed-by: Bob <bob@example.org>

                """)
        // A list of everything tells nothing to the next one of what changed.
        #expect(try triage(box).output.split(separator: "\n").count == 3)
        let second = try triage(box, "--since-last")
        #expect(second.output.split(separator: "\n").count == 1)
        #expect(second.output.contains(#""tag""#) && second.output.contains(#""message""#))
    }
}

/// Random numbers that are the same each time.
private struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var value = state
        value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
        value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
        return value ^ (value >> 31)
    }
}
