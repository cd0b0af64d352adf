// SPDX-License-Identifier: GPL-2.0-only

import Benches
import GatherSimulation
import HunkMatching
import Testing

@testable import Reviews

struct MutantTests {
    private static let source = Array(
        """
        /* drop(this); */
        static int other(void) { drop(that); return 1; }

        static size_t crane_unmap(struct crane *crane, unsigned long iova, size_t size)
        {
        \tu32 *entry = crane->table + (iova >> 12);

        \tif (WARN_ON(iova & crane->mask || !size))
        \t\treturn 0;

        \tspin_lock(&crane->lock);
        \tif (iova < crane->start || size - 1 > crane->mask)
        \t\treturn 0;
        \twhile (size > crane->mask)
        \t\t*entry++ = 0;
        \tcrane_clear(entry);
        \tcrane_flush(crane, iova, iova + size - 1);
        \tdev_dbg(crane->dev, "flush(%d); <", size);
        \tspin_unlock(&crane->lock);
        \treturn size;
        }

        """.utf8)

    private func mutants(lines: Set<Int> = Set(4...40)) -> [Mutant] {
        Mutant.all(of: Self.source, path: "crane.c", lines: lines)
    }

    private func changes(_ sort: Mutant.Operator) -> [String] {
        mutants().filter { $0.operator == sort }.map { "\($0.line): \($0.after)" }
    }

    @Test func `each slip is made where it can be, and nowhere else`() {
        #expect(changes(.droppedCall) == ["11: ;", "16: ;", "17: ;", "19: ;"])
        #expect(
            changes(.doubledCall) == [
                "17: { crane_flush(crane, iova, iova + size - 1); "
                    + "crane_flush(crane, iova, iova + size - 1); }"
            ])
        #expect(changes(.droppedStore) == ["15: ;"])
        #expect(
            changes(.swappedStatements) == [
                "16: crane_flush(crane, iova, iova + size - 1); crane_clear(entry);"
            ])
        #expect(
            changes(.negatedCondition) == [
                "12: if (!(iova < crane->start || size - 1 > crane->mask))",
                "14: while (!(size > crane->mask))",
            ])
        #expect(changes(.otherComparison) == ["14: while (size >= crane->mask)"])
        #expect(
            changes(.offByOne) == [
                "12: if (iova < crane->start || size > crane->mask)",
                "17: crane_flush(crane, iova, iova + size );",
            ])
        #expect(changes(.otherShift) == ["6: u32 *entry = crane->table + (iova >> 1 >> 12);"])
        #expect(changes(.returnedZero) == ["20: return 0;"])
    }

    @Test func `only lines that were executed are changed`() {
        #expect(mutants(lines: [16]).map(\.line).allSatisfy { $0 == 16 })
        #expect(mutants(lines: []).isEmpty)
    }

    @Test func `a mutant differs from the source in its span only`() throws {
        let mutant = try #require(mutants().first { $0.operator == .otherShift })
        let text = String(decoding: mutant.applied(to: Self.source), as: UTF8.self)
        #expect(text.contains("(iova >> 1 >> 12)"))
        #expect(
            text.replacing(">> 1 >>", with: ">>") == String(decoding: Self.source, as: UTF8.self))
    }

    @Test func `one seed draws one order, of each sort in turn`() {
        func order(_ seed: UInt64) -> [Mutant] {
            var draw = MutantDraw(mutants(), seed: seed, name: "crane")
            var drawn: [Mutant] = []
            while let mutant = draw.next() { drawn.append(mutant) }
            return drawn
        }
        #expect(order(1) == order(1))
        #expect(order(1) != order(2))
        #expect(Set(order(1)) == Set(mutants()))
        #expect(Set(order(1).prefix(5).map(\.operator)).count == 5)
    }
}

@Suite(.enabled(Pipeline.noToolchain, Pipeline.hasToolchain))
struct MutationTesterTests {
    @Test func `slips in a driver of the samples are seen`() async throws {
        let catalogue = try BenchCatalogue(folders: ["\(Pipeline.samples)/benches"])
        var request = TreeRequest(
            try FolderTree(folder: "\(Pipeline.samples)/kernel"), catalogue: catalogue)
        request.drivers = ["plover"]
        request.scenarios = try catalogue.scenarios.map { try Scenario($0) }
        request.builder = .ready(try await Pipeline.builder(catalogue))
        let review = try await MutationTester(request, perDriver: 6, seed: 1).test()
        let plover = try #require(review.drivers.first)
        #expect(plover.obstacle == nil)
        #expect(plover.count(.killed) + plover.count(.killedByCost) + plover.count(.survived) == 6)
        #expect(plover.count(.killed) >= 2)
        #expect(plover.count(.killed) + plover.count(.killedByCost) >= 4)
    }
}
