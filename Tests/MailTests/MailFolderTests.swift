// SPDX-License-Identifier: GPL-2.0-only

import Foundation
import Mail
import Testing

@Suite struct MailFolderTests {
    private func mail(_ number: Int) -> String {
        "From: Ann <ann@example.org>\nSubject: \(number)\nMessage-ID: <\(number)@x>\n\nText.\n"
    }

    private func mailbox(_ numbers: Int...) -> String {
        numbers.map { "From a@x Tue Mar 31 19:56:22 2026\n" + mail($0) + "\n" }.joined()
    }

    @Test func aMaildirIsReadInTheOrderOfDelivery() throws {
        let folder = try TestFolder()
        _ = try folder.write(mail(2), to: "new/1775000002.x")
        _ = try folder.write(mail(1), to: "cur/1775000001.x:2,S")
        _ = try folder.write(mail(3), to: "cur/1775000003.x:2,")
        _ = try folder.write(mail(9), to: "tmp/1775000000.x")
        _ = try folder.write("list: x\n", to: "dovecot-uidlist")
        let input = try MailInput(path: folder.path, name: "inbox")
        #expect(input.name == "inbox")
        #expect(input.content == .folder)
        #expect(input.messages.map(\.subject) == ["1", "2", "3"])
        #expect(input.problems.isEmpty)
    }

    @Test func aFolderOfMailboxesAndMessagesIsReadInTheOrderOfNames() throws {
        let folder = try TestFolder()
        _ = try folder.write(mailbox(3, 4), to: "b.mbox")
        _ = try folder.write(mail(1), to: "a/1.eml")
        _ = try folder.compress(folder.write(mailbox(2), to: "a/2.mbox"))
        _ = try folder.write("just words\n", to: "notes")
        _ = try folder.write(mail(9), to: ".hidden/9.eml")
        try FileManager.default.createSymbolicLink(
            atPath: folder.path + "/again", withDestinationPath: ".")
        let input = try MailInput(path: folder.path)
        #expect(input.messages.map(\.subject) == ["1", "2", "3", "4"])
        #expect(input.problems.map(\.kind) == [.fileWithoutMail])
        #expect(input.messages[0].source.inputName == folder.path + "/a/1.eml")
    }

    @Test func aFolderWithTooManyFilesIsAnError() throws {
        let folder = try TestFolder()
        for number in 1...4 { _ = try folder.write(mail(number), to: "\(number)") }
        var limits = MailLimits()
        limits.files = 3
        #expect(throws: MailInputError.tooManyFiles(path: folder.path, limit: 3)) {
            _ = try MailInput(path: folder.path, limits: limits)
        }
    }

    @Test func aFolderMayHoldNoMail() throws {
        let folder = try TestFolder()
        #expect(try MailInput(path: folder.path).content == .notMail(.folderWithoutMail))
        _ = try folder.write("Only notes.\n", to: "notes.txt")
        let input = try MailInput(path: folder.path)
        #expect(input.content == .notMail(.folderWithoutMail))
        #expect(input.problems.map(\.kind) == [.fileWithoutMail])
    }

    // MARK: - public-inbox

    /// Makes an epoch whose commits add these messages; nil removes one.
    private func makeEpoch(_ name: String, _ mails: [String?], in folder: TestFolder) throws {
        try folder.run("git", "init", "-q", name)
        for mail in mails {
            try folder.run("sh", "-c", "cd \(name) && rm -f m d")
            _ = try folder.write(mail ?? "gone", to: "\(name)/\(mail == nil ? "d" : "m")")
            try folder.run("git", "-C", name, "add", "-A")
            try folder.run("git", "-C", name, "commit", "-q", "-m", "x")
        }
    }

    @Test func anEpochIsReadInTheOrderOfItsCommits() throws {
        let folder = try TestFolder()
        try makeEpoch("0", [mail(1), mail(2), nil, mail(3)], in: folder)
        let path = folder.path + "/0"
        let input = try MailInput(path: path)
        #expect(input.content == .publicInbox)
        #expect(input.messages.map(\.subject) == ["1", "2", "3"])
        #expect(input.problems.map(\.kind) == [.commitWithoutMessage])
        #expect(input.messages[0].source.inputName.hasPrefix(path + ":"))
    }

    @Test func aFolderOfEpochsIsReadFromTheOldest() throws {
        let folder = try TestFolder()
        try makeEpoch("work2", [mail(3)], in: folder)
        try makeEpoch("work10", [mail(4), mail(5)], in: folder)
        try FileManager.default.createDirectory(
            atPath: folder.path + "/list/git", withIntermediateDirectories: true)
        try folder.run("git", "clone", "-q", "--bare", "work2", "list/git/2.git")
        try folder.run("git", "clone", "-q", "--bare", "work10", "list/git/10.git")
        for path in ["/list", "/list/git"] {
            let input = try MailInput(path: folder.path + path)
            #expect(input.content == .publicInbox)
            #expect(input.messages.map(\.subject) == ["3", "4", "5"])
        }
    }

    /// More commits than a batch holds, each with a message that has its number as subject.
    private func makeLongEpoch(_ count: Int, in folder: TestFolder) throws {
        let commits = (1...count).map { number in
            let mail = "Subject: \(number)\nMessage-ID: <\(number)@example.org>\n\ntext\n"
            return "commit refs/heads/main\ncommitter A <a@example.org> \(number) +0000\n"
                + "data 0\nM 644 inline m\ndata \(mail.utf8.count)\n\(mail)\n"
        }
        _ = try folder.write(commits.joined(), to: "stream")
        try folder.run("git", "init", "-q", "-b", "main", "long")
        try folder.run("sh", "-c", "git -C long fast-import --quiet <stream")
    }

    @Test func batchesOfARepositoryComeNewestFirst() throws {
        let folder = try TestFolder()
        try makeLongEpoch(5_000, in: folder)
        let path = folder.path + "/long"
        let input = try MailInput(path: path)
        #expect(input.messages.map(\.subject) == (1...5_000).map(String.init))

        var intake = try MailIntake(path: path)
        var batches: [[String?]] = []
        while let batch = try intake.nextBatch() {
            batches.append(Array(intake.add(try batch.read { $0.subject })))
        }
        #expect(intake.isNewestFirst)
        #expect(batches.count > 1)
        #expect(batches.first?.last == "5000")
        #expect(batches.last?.first == "1")
    }

    @Test func beyondTheLimitsTheOldestMailIsLeftOut() throws {
        let folder = try TestFolder()
        try makeLongEpoch(5_000, in: folder)
        var limits = MailLimits.standard
        limits.messages = 3_000
        let input = try MailInput(path: folder.path + "/long", limits: limits)
        #expect(input.messages.map(\.subject) == (2_001...5_000).map(String.init))
        #expect(input.problems.map(\.kind) == [.limitReached])
    }
}
