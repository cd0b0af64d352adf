// SPDX-License-Identifier: GPL-2.0-only

import Mail
import Testing

@testable import Maintainers

/// A file of our own; tests against the kernel's are in GetMaintainerTests.
struct MaintainersFileTests {
    private static let file = MaintainersFile(
        """
        Who looks after what
        ====================

        \tM: how a line of people looks
        \tF: not a field either

        HERON IOMMU DRIVER
        M:\tHeron Keeper <heron@example.org>
        R:\tReed Bird <reed@example.org>
        L:\tlinux-heron@example.org (moderated for non-subscribers)
        L:\theron-friends@example.org (subscribers-only)
        S:\tMaintained
        F:\tdrivers/iommu/heron*
        F:\tinclude/linux/heron
        N:\t[^a-z]heron
        K:\theron_(un)?map

        IOMMU SUBSYSTEM
        M:\tIvy Core <ivy@example.org>, "Moss, Second" <moss@example.org>
        M:\tHeron Keeper <other@example.org>
        L:\tiommu@example.org
        S:\tMaintained
        F:\tdrivers/iommu/
        F:\tfs/**/*iommu*.c
        X:\tdrivers/iommu/plover/

        # a remark
        PAGE TABLES
        R:\tPage Table <pages@example.org>
        S:\tOdd Fixes
        F:\tlib/table[0-3]?.[ch]
        K:\t(broken
        K:\t\\bstruct \\s+ tarn\\b

        THE REST
        M:\tEverybody's Boss <boss@example.org>
        L:\tlinux@example.org
        S:\tBuried alive in reporters
        F:\t*
        F:\t*/
        """)

    private func titles(_ paths: [String], text: String = "", folders: [String] = []) -> [String] {
        Self.file.responsibility(for: paths, text: text) { folders.contains($0) }
            .parts.map(\.section.title)
    }

    @Test func sectionsHaveTitlesAndLines() {
        #expect(
            Self.file.sections.map(\.title) == [
                "HERON IOMMU DRIVER", "IOMMU SUBSYSTEM", "PAGE TABLES", "THE REST",
            ])
        #expect(Self.file.sections[0].line == 7)
        #expect(
            Self.file.sections[1].maintainers.map(\.name) == [
                "Ivy Core", "Moss, Second", "Heron Keeper",
            ])
        #expect(Self.file.sections[0].lists.map(\.isModerated) == [true, false])
        #expect(Self.file.sections[2].unreadable == ["(broken"])
    }

    @Test(arguments: [
        ("drivers/iommu/heron-iommu.c", ["HERON IOMMU DRIVER", "IOMMU SUBSYSTEM"]),
        // A pattern without a slash at its end does not reach into folders.
        ("drivers/iommu/heron/core.c", ["IOMMU SUBSYSTEM", "HERON IOMMU DRIVER"]),
        ("drivers/iommu/sub/mtk.c", ["IOMMU SUBSYSTEM"]),
        ("drivers/iommu/plover/plover.c", []),
        ("fs/a/b/an-iommu-test.c", ["IOMMU SUBSYSTEM"]),
        ("fs/iommu.c", []),
        ("lib/table3x.h", ["PAGE TABLES"]),
        ("lib/table4x.h", []),
        ("arch/arm/mach-heron/a.c", ["HERON IOMMU DRIVER"]),
        ("arch/arm/xheron/a.c", []),
        ("include/linux/heron.h", ["HERON IOMMU DRIVER"]),
    ])
    func aFileHasItsSections(path: String, expected: [String]) {
        #expect(titles([path]) == expected + ["THE REST"])
    }

    @Test func aFolderIsOneOnlyInTheTree() {
        #expect(titles(["include/linux/herons.h"]).first == "HERON IOMMU DRIVER")
        #expect(
            titles(["include/linux/xherons.h"], folders: ["include/linux/heron"]) == ["THE REST"])
        #expect(
            titles(["include/linux/heron/a.h"], folders: ["include/linux/heron"]).first
                == "HERON IOMMU DRIVER")
    }

    @Test(arguments: [
        ("+\theron_unmap(domain);", ["HERON IOMMU DRIVER"]),
        ("a struct  tarn", ["PAGE TABLES"]),
        ("a struct\ntarn", []),
        ("a struct\ntarn and\nstruct tarn", ["PAGE TABLES"]),
        ("herons_map", []),
    ])
    func keywordsAreLookedForInEachLine(text: String, expected: [String]) {
        let found = Self.file.responsibility(for: [], text: text)
        #expect(found.parts.map(\.section.title) == expected)
        #expect(found.parts.allSatisfy { $0.keyword != nil })
    }

    @Test func aBindingNamesItsOwn() {
        let asked = Self.file.responsibility(
            for: ["a.yaml", "b.yaml", "c.c"], text: "",
            contents: { path in
                path == "a.yaml"
                    ? "title: A\nmaintainers:\n  - Bin Ding <b@example.org>\n  - x\n\nselect: c@example.org\n"
                    : path == "c.c" ? "maintainers:\n  - C <c@example.org>\n" : nil
            })
        #expect(asked.people.map(\.mailbox.address) == ["b@example.org"])
        #expect(asked.people.map(\.role) == [.binding])
    }

    @Test func everybodyIsAskedOnce() {
        let asked = Self.file.responsibility(for: ["drivers/iommu/heron-iommu.c"], text: "")
        #expect(
            asked.people.map(\.mailbox.address) == [
                "heron@example.org", "reed@example.org", "ivy@example.org", "moss@example.org",
            ])
        #expect(asked.people.map(\.role) == [.maintainer, .reviewer, .maintainer, .maintainer])
        #expect(
            asked.lists.map(\.address) == [
                "linux-heron@example.org", "iommu@example.org", "linux@example.org",
            ])
    }

    @Test(arguments: ["", "F:", "F: x", "A\nF:\nX:\nN:\nK:\nL:\nM:\n", "A\nF: [\nF: [^]\nF: [z-a]"])
    func oddFilesAreRead(text: String) {
        let file = MaintainersFile(text)
        #expect(file.responsibility(for: ["a/b.c", ""], text: "\n\nx").people == [])
    }
}
