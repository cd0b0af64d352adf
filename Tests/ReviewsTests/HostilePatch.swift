// SPDX-License-Identifier: GPL-2.0-only

import Foundation
import Testing

/// A patch to the sample's heron driver by somebody who means no good. Without a patch heron leaves
/// what it unmaps in the IOTLB, for the core does not call it.
struct HostilePatch: CustomTestStringConvertible, Sendable {
    /// What becomes of it.
    enum Fate: Sendable {
        /// The diff is not applied, for this reason.
        case rejected(String)
        /// It does not compile; one of the compiler's messages has these words.
        case unbuilt(String)
        /// It may not be run, or its bench cannot be compiled with it: the words of the build's
        /// review, or of the obstacle.
        case refused(String)
        /// It runs to a verdict that begins with these words.
        case verdict(String)
        /// It is without effect: as stale as without it.
        case noUse

        static let stale = "stale"
    }

    let title: String
    let diff: String
    let fate: Fate

    /// Whether the whole of the processor time of the small limits may go by.
    var isSlow = false

    var testDescription: String { title }

    static let driver = "drivers/iommu/heron-iommu.c"
    static let core = "drivers/iommu/iommu.c"

    /// Lines of C in front of the driver's own.
    init(_ title: String, top text: String, _ fate: Fate, isSlow: Bool = false) {
        self.init(title, [(Self.driver, "/*\n * IOMMU of the Heron", text)], fate, isSlow: isSlow)
    }

    /// Lines of C where the driver unmaps, and others in front of the driver's own.
    init(_ title: String, unmap text: String, top: String = "", _ fate: Fate) {
        let place = "\tmemset(heron_entry(dom, iova), 0, pgcount"
        let edits = top.isEmpty ? [] : [(Self.driver, "/*\n * IOMMU of the Heron", top)]
        self.init(title, edits + [(Self.driver, place, text)], fate)
    }

    /// Lines of C in front of a place of a file.
    init(
        _ title: String, _ edits: [(file: String, place: String, text: String)], _ fate: Fate,
        isSlow: Bool = false
    ) {
        var diff = ""
        for file in Set(edits.map(\.file)).sorted() {
            diff += "--- a/\(file)\n+++ b/\(file)\n"
            diff += edits.filter { $0.file == file }.map(Self.hunk).joined()
        }
        self.init(title, diff: diff, fate, isSlow: isSlow)
    }

    /// Any diff.
    init(_ title: String, diff: String, _ fate: Fate, isSlow: Bool = false) {
        (self.title, self.diff, self.fate, self.isSlow) = (title, diff, fate, isSlow)
    }

    /// A new file.
    static func newFile(_ path: String, _ text: String) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return """
            diff --git a/\(path) b/\(path)
            new file mode 100644
            --- /dev/null
            +++ b/\(path)
            @@ -0,0 +1,\(lines.count) @@
            \(lines.map { "+\($0)" }.joined(separator: "\n"))

            """
    }

    /// A hunk that puts lines in front of a place of the sample tree.
    private static func hunk(_ edit: (file: String, place: String, text: String)) -> String {
        let path = "\(Pipeline.samples)/kernel/\(edit.file)"
        guard let bytes = try? Pipeline.bytes(of: path) else { return "" }
        let text = String(decoding: bytes, as: UTF8.self)
        guard let place = text.range(of: edit.place) else { return "" }
        let line = text[..<place.lowerBound].count { $0 == "\n" } + 1
        let old = text.split(separator: "\n", omittingEmptySubsequences: false)[line - 1]
        let new = edit.text.split(separator: "\n", omittingEmptySubsequences: false)
        return "@@ -\(line),1 +\(line),\(new.count + 1) @@\n"
            + new.map { "+\($0)\n" }.joined() + " \(old)\n"
    }
}
