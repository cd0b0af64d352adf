// SPDX-License-Identifier: GPL-2.0-only

import Testing

@testable import Benches

struct DriverSourceTests {
    private static let text = """
        /* struct iommu_ops old = { .attach_dev = old_attach, }; */
        static const char *note = "struct iommu_ops in_a_string /* no comment";
        static int wren_probe(struct platform_device *pdev);
        static const struct iommu_ops wren_ops = {
            .domain_alloc_paging = wren_domain_alloc,
            .probe_device = wren_probe_device,
            .of_xlate = wren_of_xlate,
            .default_domain_ops = &(const struct iommu_domain_ops) {
                .attach_dev = wren_attach, // not .attach_dev = other,
                .map_pages = wren_map,
                .unmap_pages = wren_unmap,
                .iotlb_sync = NULL,
            }
        };
        static struct platform_driver wren_driver = {
            .probe = wren_probe,
        };
        int wren_format(void) { return alloc(ARM_V7S, ARM_64_LPAE_S1, ARM_V7S); }
        void wren_sizes(struct iommu_domain *domain)
        {
            domain->pgsize_bitmap = SZ_1M | SZ_4K | SZ_64K;
        }
        """

    private let source = DriverSource(
        path: "drivers/iommu/wren-iommu.c", bytes: Array(text.utf8))

    @Test func `operations are those of the initialisers, comments aside`() {
        #expect(source.ops == "wren_ops")
        #expect(source.probe == "wren_probe")
        #expect(
            source.operations.map { "\($0.member) \($0.function)" } == [
                "domain_alloc_paging wren_domain_alloc", "probe_device wren_probe_device",
                "attach_dev wren_attach", "map_pages wren_map", "unmap_pages wren_unmap",
            ])
    }

    @Test func `formats name the units, sizes the leaves`() {
        #expect(source.formats == ["ARM_V7S", "ARM_64_LPAE_S1"])
        #expect(
            source.units == [
                "drivers/iommu/iommu.c", "drivers/iommu/io-pgtable.c",
                "drivers/iommu/io-pgtable-arm.c", "drivers/iommu/io-pgtable-arm-v7s.c",
            ])
        #expect(source.leafSizes == [4096, 65536, 1 << 20])
    }

    @Test func `computed sizes are left open`() {
        let other = DriverSource(
            path: "drivers/iommu/x.c", bytes: Array("d->pgsize_bitmap = cfg->sizes | SZ_4K;".utf8))
        #expect(other.leafSizes.isEmpty)
        #expect(other.ops == nil)
    }

    @Test(arguments: [
        ("drivers/iommu/wren-iommu.c", "wren"), ("drivers/iommu/amd/iommu.c", "amd"),
        ("drivers/iommu/tegra-smmu.c", "tegra"), ("drivers/iommu/wren_iommu.c", "wren"),
        ("drivers/iommu/wren.c", "wren"),
    ])
    func `the bench is named after the file`(path: String, name: String) {
        #expect(DriverSource(path: path, bytes: []).benchName == name)
    }

    @Test func `a draft is a bench whose header reads back`() throws {
        let draft = BenchDraft(
            source, missing: [.init(function: "wren_magic", definedIn: ["lib/magic.c"])])
        let bench = try Bench(
            BenchFile(
                path: "benches/wren.c", bytes: Array(draft.text.utf8), origin: .embedded))
        #expect(bench.name == "wren")
        #expect(bench.driver == "drivers/iommu/wren-iommu.c")
        #expect(bench.units.map(\.path) == source.units)
        #expect(bench.leafSizes == source.leafSizes)
        #expect(draft.text.contains("wren_magic(), perhaps in lib/magic.c"))
        #expect(draft.text.contains("bench_client_join(&hardware, &wren_ops, 0);"))
    }
}
