// SPDX-License-Identifier: GPL-2.0-only

import Testing

@testable import Benches

@Suite struct BenchHeaderTests {
    private static let complete = """
        /* SPDX-License-Identifier: GPL-2.0-only
         *
         * bench: heron-2
         * driver: drivers/iommu/heron-iommu.c
         * units: drivers/iommu/iommu.c ?lib/find_bit.c
         * units: lib/xarray.c
         * arch: x86
         * include: linux/mmu_notifier.h asm/cpufeature.h
         * page: 16384
         * iova: 0x400000
         * leaf: 33554432 16384
         * walker: non-coherent
         * skip: mixed-sizes because the format has one size: the page
         * skip: queued because the driver has no flush_iotlb_all
         *
         * Prose: it is not read, colons or not.
         */
        #include "drivers/iommu/heron-iommu.c"

        """

    private static func parse(_ text: String) throws(BenchesError) -> Bench {
        let file = BenchFile(path: "benches/heron.c", bytes: Array(text.utf8), origin: .embedded)
        return try BenchHeader(file).bench(companions: [])
    }

    private static func check(_ bench: Bench) {
        #expect(bench.name == "heron-2")
        #expect(bench.driver == "drivers/iommu/heron-iommu.c")
        #expect(
            bench.units == [
                BenchUnit(path: "drivers/iommu/iommu.c", isOptional: false),
                BenchUnit(path: "lib/find_bit.c", isOptional: true),
                BenchUnit(path: "lib/xarray.c", isOptional: false),
            ])
        #expect(bench.architecture == "x86")
        #expect(bench.includes == ["linux/mmu_notifier.h", "asm/cpufeature.h"])
        #expect(bench.pageSize == 16384)
        #expect(bench.iovaBase == 0x40_0000)
        #expect(bench.leafSizes == [16384, 33_554_432])
        #expect(!bench.isWalkerCoherent)
        #expect(
            bench.skippedScenarios == [
                "mixed-sizes": "the format has one size: the page",
                "queued": "the driver has no flush_iotlb_all",
            ])
    }

    @Test func `all keys are read`() throws {
        Self.check(try Self.parse(Self.complete))
    }

    @Test func `line ends of another system make no difference`() throws {
        Self.check(try Self.parse(Self.complete.replacing("\n", with: "\r\n")))
    }

    @Test func `what is not given has a plain value`() throws {
        let bench = try Self.parse(
            "/* SPDX\n * bench: a\n * driver: a.c\n * page: 4096\n * iova: 0 */\n")
        #expect(bench.units.isEmpty)
        #expect(bench.architecture == nil)
        #expect(bench.includes.isEmpty)
        #expect(bench.leafSizes == [4096])
        #expect(bench.isWalkerCoherent)
        #expect(bench.iovaBase == 0)
    }

    @Test(arguments: [
        ("#include \"a.c\"\n", 1, "begin the bench with a comment"),
        ("", 1, "begin the bench with a comment"),
        ("/* SPDX */\n", 1, "lacks `page:`"),
        ("/*\n * bench: a\n * drvier: a.c\n */", 3, "`drvier` is no key"),
        ("/*\n * bench: a\n * just words\n */", 3, "write `key: value`"),
        ("/*\n * bench: a\n * bench: b\n */", 3, "given on line 2 already"),
        ("/*\n * bench:\n */", 2, "give `bench` a value"),
        ("/*\n * bench: a b\n * page: 4096\n * iova: 0\n */", 2, "made of letters"),
        ("/*\n * driver: ../a.c\n * bench: a\n * page: 4096\n * iova: 0\n */", 2, "`../a.c` is"),
        ("/*\n * driver: /a.c\n * bench: a\n * page: 4096\n * iova: 0\n */", 2, "`/a.c` is not"),
        ("/*\n * driver: a//b.c\n * bench: a\n * page: 4096\n * iova: 0\n */", 2, "not the path"),
        ("/*\n * driver: a.h\n * bench: a\n * page: 4096\n * iova: 0\n */", 2, "is not the path"),
        ("/*\n * page: 4000\n * iova: 0\n */", 2, "power of two"),
        ("/*\n * page: 512\n * iova: 0\n */", 2, "at least 1024"),
        ("/*\n * page: +4096\n * iova: 0\n */", 2, "is one number"),
        ("/*\n * page: 0x10000000000000000\n * iova: 0\n */", 2, "is one number"),
        ("/*\n * page: 4096\n * iova: 0x800\n */", 3, "multiple of `page`"),
        (Self.complete.replacing("lib/xarray.c", with: "lib/find_bit.c"), 6, "is named twice"),
        (Self.complete.replacing("33554432 16384", with: "4096"), 11, "powers of two from `page`"),
        (Self.complete.replacing("non-coherent", with: "slow"), 12, "`walker` is `coherent`"),
        (Self.complete.replacing("because the driver", with: "as"), 14, "SCENARIO because REASON"),
    ])
    func `what is wrong is said with its line`(text: String, line: Int, words: String) throws {
        let error = #expect(throws: BenchesError.self) { try Self.parse(text) }
        guard case .malformed("benches/heron.c", let found, let advice) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(found == line)
        #expect(advice.contains(words), "\(advice)")
    }

    @Test func `no truncation and no changed byte is a crash`() {
        let bytes = Array(Self.complete.utf8)
        for end in bytes.indices {
            _ = try? Self.parse(String(decoding: bytes[..<end], as: UTF8.self))
        }
        for index in bytes.indices {
            for byte: UInt8 in [0x00, 0x0a, 0x20, 0x2a, 0x3a, 0x80, 0xff] {
                var changed = bytes
                changed[index] = byte
                let file = BenchFile(path: "benches/x.c", bytes: changed, origin: .embedded)
                _ = try? BenchHeader(file).bench(companions: [])
            }
        }
    }
}

@Suite struct ContentDigestTests {
    private static func digest(_ files: [(String, String)]) -> String {
        ContentDigest(
            of: files.map { BenchFile(path: $0, bytes: Array($1.utf8), origin: .embedded) }
        ).hexadecimal
    }

    @Test func `no files give the offset basis of FNV-1a`() {
        #expect(Self.digest([]) == "cbf29ce484222325")
    }

    @Test func `content, name and where a file ends all count`() {
        let plain = Self.digest([("a", "bc")])
        #expect(plain == Self.digest([("a", "bc")]))
        #expect(plain != Self.digest([("a", "bd")]))
        #expect(plain != Self.digest([("b", "bc")]))
        #expect(plain != Self.digest([("ab", "c")]))
        #expect(plain != Self.digest([("a", "b"), ("c", "")]))
    }
}
