// SPDX-License-Identifier: GPL-2.0-only

import Foundation
import Testing

/// How often the program says of real threads what readers said of them before it saw them.
///
/// The figures are in `Labels/figures.tsv` and `Labels/iommu-figures.tsv`, which `RECORD_GOLDEN=1`
/// writes anew; docs/ledger.md shows them.
struct LabelledDrawTests {
    @Test(.enabled(if: ArchiveThreads.path != nil, "skipped: REVIEW_THREAD_ARCHIVE is not set"))
    func `the figures of linux-tegra are those of the labels`() throws {
        let archive = try ArchiveThreads(
            path: #require(ArchiveThreads.path),
            commit: "9478faa2e319bb0eefa05f4a402e42c3cda64e01", count: 8_000)
        try compare(
            [
                ("first", LabelledThread.all(in: "tegra-draw.tsv").filter { $0.number <= 60 }),
                ("second", LabelledThread.all(in: "tegra-draw.tsv").filter { $0.number > 60 }),
                ("third", LabelledThread.all(in: "tegra-third.tsv")),
            ], in: archive, with: "figures.tsv")
    }

    @Test(
        .enabled(if: WholeArchive.path != nil, "skipped: REVIEW_THREAD_WHOLE_ARCHIVE is not set"))
    func `the figures of the iommu list are those of the labels`() throws {
        let archive = try ArchiveThreads(
            path: #require(WholeArchive.path),
            commit: "2113526f0244c4ddb57483c52d233233d42ee694", count: 40_000)
        try compare(
            [
                ("fourth", LabelledThread.all(in: "iommu-draw.tsv")),
                ("fifth", LabelledThread.all(in: "iommu-fresh.tsv")),
            ], in: archive, with: "iommu-figures.tsv")
    }

    private func compare(
        _ draws: [(name: String, labels: [LabelledThread])], in archive: ArchiveThreads,
        with file: String
    ) throws {
        var lines = ["# draw\tclass\tsaid rightly\tsaid\tthere"]
        for (name, labels) in draws {
            var figures = Figures()
            for label in labels {
                let contents = try #require(archive.contents(of: label.messageID))
                figures.add(LabelledThread(contents, as: label), label)
            }
            for (key, value) in figures.classes.sorted(by: { $0.key < $1.key }) {
                lines.append("\(name)\t\(key)\t\(value.right)\t\(value.said)\t\(value.there)")
            }
            for one in figures.misses { print("\(name) \(one)") }
        }
        try compare(lines.joined(separator: "\n") + "\n", with: file)
    }

    private func compare(_ text: String, with name: String) throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Labels/\(name)")
        if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] != nil {
            try Data(text.utf8).write(to: file)
            Issue.record("recorded \(file.lastPathComponent)")
        }
        #expect(try String(contentsOf: file, encoding: .utf8) == text)
    }
}

/// Counts what was said rightly, what was said, and what is there, by class.
private struct Figures {
    var classes: [String: (right: Int, said: Int, there: Int)] = [:]
    var misses: [String] = []

    mutating func add(_ said: LabelledThread, _ there: LabelledThread) {
        add("proposal", said.proposals, there.proposals)
        add("tag", said.tags, there.tags)
        add("state", [said.state: 1], [there.state: 1])
        add("next", [said.next: 1], [there.next: 1])
        let isSame =
            said.proposals == there.proposals && said.tags == there.tags
            && said.state == there.state && said.next == there.next
        count("thread", right: isSame ? 1 : 0, said: 1, there: 1)
        if !isSame { misses.append("\(there.number): \(said) for \(there)") }
    }

    private mutating func add(_ what: String, _ said: [String: Int], _ there: [String: Int]) {
        for name in Set(said.keys).union(there.keys) {
            let (mine, theirs) = (said[name] ?? 0, there[name] ?? 0)
            let isPerson = what == "next" && !["-", "a maintainer"].contains(name)
            let shown = isPerson ? "a person" : name
            count("\(what) \(shown)", right: min(mine, theirs), said: mine, there: theirs)
        }
    }

    private mutating func count(_ name: String, right: Int, said: Int, there: Int) {
        let old = classes[name] ?? (0, 0, 0)
        classes[name] = (old.right + right, old.said + said, old.there + there)
    }
}
