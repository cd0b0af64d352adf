// SPDX-License-Identifier: GPL-2.0-only

import Foundation
import HunkMatching
import Mail
import MailThreads
import Proposals
import Testing
import UnifiedDiffs

@testable import Reports
@testable import Reviews

/// `review-thread apply` on a sample: on its tree, and on one in which the context has changed, a
/// file is gone and another has moved.
struct ApplyPageTests {
    private let reviews: [ApplyReview]

    init() throws {
        let samples = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("samples")
        let mail = try Data(contentsOf: samples.appendingPathComponent("always-fill-gather.mbox"))
        let input = MailInput(name: "always-fill-gather.mbox", bytes: [UInt8](mail))
        let thread = try #require(MailThread.threads(from: input.messages).first)
        let proposals = ProposalFinder().proposals(in: ThreadContents(thread))
        let kernel = samples.appendingPathComponent("kernel").path
        let folder = try ChangedCopy(of: kernel)
        let trees = try [kernel, folder.path].map { try TreeLocation.open($0) }
        reviews = try proposals.map { proposal in
            let subject = ApplyReview.Subject(
                label: proposal.label,
                patches: proposal.patches.map { .init(title: $0.title, files: $0.files) },
                near: proposals.flatMap { $0.patches.flatMap(\.files) }.compactMap(\.path))
            return ApplyReview(
                label: subject.label, titles: subject.patches.map(\.title),
                trials: try trees.map { try TreeTrier().trial(of: subject, on: $0) }, merged: nil)
        }
    }

    @Test func thePageIsAsKept() throws {
        try Golden.expect(ApplyPage(reviews).text(), in: "apply.txt")
    }

    @Test func theTreeOfTheThreadIsTheBest() {
        #expect(reviews.map(\.best) == [0, 0, 0])
        #expect(reviews[0].trials.map(\.status) == [.applies, .fails])
    }

    @Test func theDocumentCanBeReadBack() throws {
        let text = JSONReport.text(of: reviews)
        let read = try JSONDecoder().decode(ApplyDocument.self, from: Data(text.utf8))
        #expect(read == ApplyDocument(reviews))
        #expect(read.format == "review-thread-apply")
        #expect(
            read.proposals[0].trees[0].patches[0].isPostimageEqual == ["equal", "equal", "equal"])
        #expect(!read.proposals[0].trees[1].patches[0].causes.isEmpty)
    }

    @Test func theDocumentIsDocumentedFieldByField() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let page = try String(
            decoding: Data(contentsOf: root.appendingPathComponent("docs/json.md")), as: UTF8.self)
        let keys = Set(
            JSONReport.text(of: reviews).matches(of: #/"([A-Za-z]+)": /#).map { String($0.1) })
        #expect(keys.count > 20)
        for key in keys.sorted() { #expect(page.contains("`\(key)`"), "\(key)") }
    }
}

/// A copy of the sample tree with other contents, which goes with the value.
private final class ChangedCopy {
    let path: String

    init(of kernel: String) throws {
        let top = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
            .appendingPathComponent("apply-page-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: top, withIntermediateDirectories: true)
        let copy = top.appendingPathComponent("changed")
        try FileManager.default.copyItem(atPath: kernel, toPath: copy.path)
        path = copy.path
        let drivers = copy.appendingPathComponent("drivers/iommu")
        let heron = drivers.appendingPathComponent("heron-iommu.c")
        let text = try String(contentsOf: heron, encoding: .utf8)
        try text.replacingOccurrences(of: "size_t", with: "ssize_t")
            .write(to: heron, atomically: true, encoding: .utf8)
        try FileManager.default.removeItem(at: drivers.appendingPathComponent("iommu.c"))
        try FileManager.default.moveItem(
            at: drivers.appendingPathComponent("plover-iommu.c"),
            to: copy.appendingPathComponent("drivers/clk/plover-iommu.c"))
    }

    deinit {
        try? FileManager.default.removeItem(
            at: URL(fileURLWithPath: path).deletingLastPathComponent())
    }
}
