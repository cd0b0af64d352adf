// SPDX-License-Identifier: GPL-2.0-only
//
// Every file below shim/, runtime/, benches/ and scenarios/ has three lines here.
// BenchCatalogueTests compares this list with the folders.

#include "BenchFiles.h"

#include <string.h>

struct embedded_file {
    const char *path;
    const char *text; // NUL-terminated: the files are text
};

#pragma clang diagnostic ignored "-Wc23-extensions" // #embed before C23

#define FILE_AT(name) { name, (const char[]) {
#define FILE_END } },

static const struct embedded_file files[] = {
    FILE_AT("benches/amd-v2.c")
#embed "benches/amd-v2.c" suffix(, 0)
    FILE_END
    FILE_AT("benches/amd.c")
#embed "benches/amd.c" suffix(, 0)
    FILE_END
    FILE_AT("benches/amd.h")
#embed "benches/amd.h" suffix(, 0)
    FILE_END
    FILE_AT("benches/apple-dart-t8020.c")
#embed "benches/apple-dart-t8020.c" suffix(, 0)
    FILE_END
    FILE_AT("benches/apple-dart-t8110.c")
#embed "benches/apple-dart-t8110.c" suffix(, 0)
    FILE_END
    FILE_AT("benches/apple-dart.h")
#embed "benches/apple-dart.h" suffix(, 0)
    FILE_END
    FILE_AT("benches/arm-smmu-lpae32.c")
#embed "benches/arm-smmu-lpae32.c" suffix(, 0)
    FILE_END
    FILE_AT("benches/arm-smmu-model.h")
#embed "benches/arm-smmu-model.h" suffix(, 0)
    FILE_END
    FILE_AT("benches/arm-smmu-s2.c")
#embed "benches/arm-smmu-s2.c" suffix(, 0)
    FILE_END
    FILE_AT("benches/arm-smmu-v1.c")
#embed "benches/arm-smmu-v1.c" suffix(, 0)
    FILE_END
    FILE_AT("benches/arm-smmu-v3-ats.c")
#embed "benches/arm-smmu-v3-ats.c" suffix(, 0)
    FILE_END
    FILE_AT("benches/arm-smmu-v3-dma-fq.c")
#embed "benches/arm-smmu-v3-dma-fq.c" suffix(, 0)
    FILE_END
    FILE_AT("benches/arm-smmu-v3-dma.c")
#embed "benches/arm-smmu-v3-dma.c" suffix(, 0)
    FILE_END
    FILE_AT("benches/arm-smmu-v3-dma.h")
#embed "benches/arm-smmu-v3-dma.h" suffix(, 0)
    FILE_END
    FILE_AT("benches/arm-smmu-v3-range.c")
#embed "benches/arm-smmu-v3-range.c" suffix(, 0)
    FILE_END
    FILE_AT("benches/arm-smmu-v3.c")
#embed "benches/arm-smmu-v3.c" suffix(, 0)
    FILE_END
    FILE_AT("benches/arm-smmu-v3.h")
#embed "benches/arm-smmu-v3.h" suffix(, 0)
    FILE_END
    FILE_AT("benches/arm-smmu-v7s.c")
#embed "benches/arm-smmu-v7s.c" suffix(, 0)
    FILE_END
    FILE_AT("benches/arm-smmu.c")
#embed "benches/arm-smmu.c" suffix(, 0)
    FILE_END
    FILE_AT("benches/dart-walk.h")
#embed "benches/dart-walk.h" suffix(, 0)
    FILE_END
    FILE_AT("benches/exynos-v3.c")
#embed "benches/exynos-v3.c" suffix(, 0)
    FILE_END
    FILE_AT("benches/exynos.c")
#embed "benches/exynos.c" suffix(, 0)
    FILE_END
    FILE_AT("benches/exynos.h")
#embed "benches/exynos.h" suffix(, 0)
    FILE_END
    FILE_AT("benches/format-recorder.h")
#embed "benches/format-recorder.h" suffix(, 0)
    FILE_END
    FILE_AT("benches/generic_pt.c")
#embed "benches/generic_pt.c" suffix(, 0)
    FILE_END
    FILE_AT("benches/intel-ats.c")
#embed "benches/intel-ats.c" suffix(, 0)
    FILE_END
    FILE_AT("benches/intel-first.c")
#embed "benches/intel-first.c" suffix(, 0)
    FILE_END
    FILE_AT("benches/intel.c")
#embed "benches/intel.c" suffix(, 0)
    FILE_END
    FILE_AT("benches/intel.h")
#embed "benches/intel.h" suffix(, 0)
    FILE_END
    FILE_AT("benches/io-pgtable-arm-v7s.c")
#embed "benches/io-pgtable-arm-v7s.c" suffix(, 0)
    FILE_END
    FILE_AT("benches/io-pgtable-arm.c")
#embed "benches/io-pgtable-arm.c" suffix(, 0)
    FILE_END
    FILE_AT("benches/io-pgtable-dart.c")
#embed "benches/io-pgtable-dart.c" suffix(, 0)
    FILE_END
    FILE_AT("benches/ipmmu-vmsa.c")
#embed "benches/ipmmu-vmsa.c" suffix(, 0)
    FILE_END
    FILE_AT("benches/lpae-walk.h")
#embed "benches/lpae-walk.h" suffix(, 0)
    FILE_END
    FILE_AT("benches/msm-pair.c")
#embed "benches/msm-pair.c" suffix(, 0)
    FILE_END
    FILE_AT("benches/msm.c")
#embed "benches/msm.c" suffix(, 0)
    FILE_END
    FILE_AT("benches/msm.h")
#embed "benches/msm.h" suffix(, 0)
    FILE_END
    FILE_AT("benches/mtk-v1.c")
#embed "benches/mtk-v1.c" suffix(, 0)
    FILE_END
    FILE_AT("benches/mtk.c")
#embed "benches/mtk.c" suffix(, 0)
    FILE_END
    FILE_AT("benches/omap.c")
#embed "benches/omap.c" suffix(, 0)
    FILE_END
    FILE_AT("benches/qcom_iommu.c")
#embed "benches/qcom_iommu.c" suffix(, 0)
    FILE_END
    FILE_AT("benches/riscv.c")
#embed "benches/riscv.c" suffix(, 0)
    FILE_END
    FILE_AT("benches/rockchip-v2.c")
#embed "benches/rockchip-v2.c" suffix(, 0)
    FILE_END
    FILE_AT("benches/rockchip.c")
#embed "benches/rockchip.c" suffix(, 0)
    FILE_END
    FILE_AT("benches/rockchip.h")
#embed "benches/rockchip.h" suffix(, 0)
    FILE_END
    FILE_AT("benches/s390.c")
#embed "benches/s390.c" suffix(, 0)
    FILE_END
    FILE_AT("benches/sprd.c")
#embed "benches/sprd.c" suffix(, 0)
    FILE_END
    FILE_AT("benches/sun50i.c")
#embed "benches/sun50i.c" suffix(, 0)
    FILE_END
    FILE_AT("benches/tegra-smmu.c")
#embed "benches/tegra-smmu.c" suffix(, 0)
    FILE_END
    FILE_AT("benches/v7s-walk.h")
#embed "benches/v7s-walk.h" suffix(, 0)
    FILE_END
    FILE_AT("benches/virtio.c")
#embed "benches/virtio.c" suffix(, 0)
    FILE_END
    FILE_AT("runtime/bench.h")
#embed "runtime/bench.h" suffix(, 0)
    FILE_END
    FILE_AT("runtime/client.h")
#embed "runtime/client.h" suffix(, 0)
    FILE_END
    FILE_AT("runtime/device.h")
#embed "runtime/device.h" suffix(, 0)
    FILE_END
    FILE_AT("runtime/dma-services.h")
#embed "runtime/dma-services.h" suffix(, 0)
    FILE_END
    FILE_AT("runtime/pci-client.h")
#embed "runtime/pci-client.h" suffix(, 0)
    FILE_END
    FILE_AT("runtime/platform.h")
#embed "runtime/platform.h" suffix(, 0)
    FILE_END
    FILE_AT("runtime/registers.h")
#embed "runtime/registers.h" suffix(, 0)
    FILE_END
    FILE_AT("runtime/table-cache.h")
#embed "runtime/table-cache.h" suffix(, 0)
    FILE_END
    FILE_AT("runtime/visible-tlb.h")
#embed "runtime/visible-tlb.h" suffix(, 0)
    FILE_END
    FILE_AT("scenarios/block-over-large-pages.scenario")
#embed "scenarios/block-over-large-pages.scenario" suffix(, 0)
    FILE_END
    FILE_AT("scenarios/block-over-table.scenario")
#embed "scenarios/block-over-table.scenario" suffix(, 0)
    FILE_END
    FILE_AT("scenarios/disjoint-unmaps.scenario")
#embed "scenarios/disjoint-unmaps.scenario" suffix(, 0)
    FILE_END
    FILE_AT("scenarios/failed-map.scenario")
#embed "scenarios/failed-map.scenario" suffix(, 0)
    FILE_END
    FILE_AT("scenarios/failed-split.scenario")
#embed "scenarios/failed-split.scenario" suffix(, 0)
    FILE_END
    FILE_AT("scenarios/first-iovas.scenario")
#embed "scenarios/first-iovas.scenario" suffix(, 0)
    FILE_END
    FILE_AT("scenarios/freed-table.scenario")
#embed "scenarios/freed-table.scenario" suffix(, 0)
    FILE_END
    FILE_AT("scenarios/half-mapped.scenario")
#embed "scenarios/half-mapped.scenario" suffix(, 0)
    FILE_END
    FILE_AT("scenarios/larger-leaf.scenario")
#embed "scenarios/larger-leaf.scenario" suffix(, 0)
    FILE_END
    FILE_AT("scenarios/last-iovas.scenario")
#embed "scenarios/last-iovas.scenario" suffix(, 0)
    FILE_END
    FILE_AT("scenarios/many-pages.scenario")
#embed "scenarios/many-pages.scenario" suffix(, 0)
    FILE_END
    FILE_AT("scenarios/many-times.scenario")
#embed "scenarios/many-times.scenario" suffix(, 0)
    FILE_END
    FILE_AT("scenarios/mixed-sizes.scenario")
#embed "scenarios/mixed-sizes.scenario" suffix(, 0)
    FILE_END
    FILE_AT("scenarios/never-mapped.scenario")
#embed "scenarios/never-mapped.scenario" suffix(, 0)
    FILE_END
    FILE_AT("scenarios/one-page.scenario")
#embed "scenarios/one-page.scenario" suffix(, 0)
    FILE_END
    FILE_AT("scenarios/partial-block.scenario")
#embed "scenarios/partial-block.scenario" suffix(, 0)
    FILE_END
    FILE_AT("scenarios/queued-unmaps.scenario")
#embed "scenarios/queued-unmaps.scenario" suffix(, 0)
    FILE_END
    FILE_AT("scenarios/supersection.scenario")
#embed "scenarios/supersection.scenario" suffix(, 0)
    FILE_END
    FILE_AT("scenarios/two-tables.scenario")
#embed "scenarios/two-tables.scenario" suffix(, 0)
    FILE_END
    FILE_AT("scenarios/unmap-nothing.scenario")
#embed "scenarios/unmap-nothing.scenario" suffix(, 0)
    FILE_END
    FILE_AT("shim/arch-s390/asm/pci.h")
#embed "shim/arch-s390/asm/pci.h" suffix(, 0)
    FILE_END
    FILE_AT("shim/arch-x86/asm/acpi.h")
#embed "shim/arch-x86/asm/acpi.h" suffix(, 0)
    FILE_END
    FILE_AT("shim/arch-x86/asm/apic.h")
#embed "shim/arch-x86/asm/apic.h" suffix(, 0)
    FILE_END
    FILE_AT("shim/arch-x86/asm/cacheflush.h")
#embed "shim/arch-x86/asm/cacheflush.h" suffix(, 0)
    FILE_END
    FILE_AT("shim/arch-x86/asm/cpufeature.h")
#embed "shim/arch-x86/asm/cpufeature.h" suffix(, 0)
    FILE_END
    FILE_AT("shim/arch-x86/asm/e820/api.h")
#embed "shim/arch-x86/asm/e820/api.h" suffix(, 0)
    FILE_END
    FILE_AT("shim/arch-x86/asm/gart.h")
#embed "shim/arch-x86/asm/gart.h" suffix(, 0)
    FILE_END
    FILE_AT("shim/arch-x86/asm/hw_irq.h")
#embed "shim/arch-x86/asm/hw_irq.h" suffix(, 0)
    FILE_END
    FILE_AT("shim/arch-x86/asm/io.h")
#embed "shim/arch-x86/asm/io.h" suffix(, 0)
    FILE_END
    FILE_AT("shim/arch-x86/asm/io_apic.h")
#embed "shim/arch-x86/asm/io_apic.h" suffix(, 0)
    FILE_END
    FILE_AT("shim/arch-x86/asm/proto.h")
#embed "shim/arch-x86/asm/proto.h" suffix(, 0)
    FILE_END
    FILE_AT("shim/arch-x86/asm/set_memory.h")
#embed "shim/arch-x86/asm/set_memory.h" suffix(, 0)
    FILE_END
    FILE_AT("shim/arch-x86/asm/sev.h")
#embed "shim/arch-x86/asm/sev.h" suffix(, 0)
    FILE_END
    FILE_AT("shim/arch-x86/asm/special_insns.h")
#embed "shim/arch-x86/asm/special_insns.h" suffix(, 0)
    FILE_END
    FILE_AT("shim/arch-x86/generated/autoconf.h")
#embed "shim/arch-x86/generated/autoconf.h" suffix(, 0)
    FILE_END
    FILE_AT("shim/asm/atomic.h")
#embed "shim/asm/atomic.h" suffix(, 0)
    FILE_END
    FILE_AT("shim/asm/barrier.h")
#embed "shim/asm/barrier.h" suffix(, 0)
    FILE_END
    FILE_AT("shim/asm/byteorder.h")
#embed "shim/asm/byteorder.h" suffix(, 0)
    FILE_END
    FILE_AT("shim/asm/cmpxchg.h")
#embed "shim/asm/cmpxchg.h" suffix(, 0)
    FILE_END
    FILE_AT("shim/asm/compiler.h")
#embed "shim/asm/compiler.h" suffix(, 0)
    FILE_END
    FILE_AT("shim/asm/cpufeature.h")
#embed "shim/asm/cpufeature.h" suffix(, 0)
    FILE_END
    FILE_AT("shim/asm/current.h")
#embed "shim/asm/current.h" suffix(, 0)
    FILE_END
    FILE_AT("shim/asm/dma-iommu.h")
#embed "shim/asm/dma-iommu.h" suffix(, 0)
    FILE_END
    FILE_AT("shim/asm/elf.h")
#embed "shim/asm/elf.h" suffix(, 0)
    FILE_END
    FILE_AT("shim/asm/io.h")
#embed "shim/asm/io.h" suffix(, 0)
    FILE_END
    FILE_AT("shim/asm/irqflags.h")
#embed "shim/asm/irqflags.h" suffix(, 0)
    FILE_END
    FILE_AT("shim/asm/page.h")
#embed "shim/asm/page.h" suffix(, 0)
    FILE_END
    FILE_AT("shim/asm/pgtable.h")
#embed "shim/asm/pgtable.h" suffix(, 0)
    FILE_END
    FILE_AT("shim/asm/processor.h")
#embed "shim/asm/processor.h" suffix(, 0)
    FILE_END
    FILE_AT("shim/asm/ptrace.h")
#embed "shim/asm/ptrace.h" suffix(, 0)
    FILE_END
    FILE_AT("shim/asm/sigcontext.h")
#embed "shim/asm/sigcontext.h" suffix(, 0)
    FILE_END
    FILE_AT("shim/asm/smp.h")
#embed "shim/asm/smp.h" suffix(, 0)
    FILE_END
    FILE_AT("shim/asm/spinlock.h")
#embed "shim/asm/spinlock.h" suffix(, 0)
    FILE_END
    FILE_AT("shim/asm/spinlock_types.h")
#embed "shim/asm/spinlock_types.h" suffix(, 0)
    FILE_END
    FILE_AT("shim/asm/thread_info.h")
#embed "shim/asm/thread_info.h" suffix(, 0)
    FILE_END
    FILE_AT("shim/asm/uaccess.h")
#embed "shim/asm/uaccess.h" suffix(, 0)
    FILE_END
    FILE_AT("shim/asm/vmalloc.h")
#embed "shim/asm/vmalloc.h" suffix(, 0)
    FILE_END
    FILE_AT("shim/generated/asm-offsets.h")
#embed "shim/generated/asm-offsets.h" suffix(, 0)
    FILE_END
    FILE_AT("shim/generated/autoconf.h")
#embed "shim/generated/autoconf.h" suffix(, 0)
    FILE_END
    FILE_AT("shim/generated/bounds.h")
#embed "shim/generated/bounds.h" suffix(, 0)
    FILE_END
    FILE_AT("shim/generated/rq-offsets.h")
#embed "shim/generated/rq-offsets.h" suffix(, 0)
    FILE_END
    FILE_AT("shim/generated/timeconst.h")
#embed "shim/generated/timeconst.h" suffix(, 0)
    FILE_END
    FILE_AT("shim/generated/uapi/linux/version.h")
#embed "shim/generated/uapi/linux/version.h" suffix(, 0)
    FILE_END
    FILE_AT("shim/generated/utsrelease.h")
#embed "shim/generated/utsrelease.h" suffix(, 0)
    FILE_END
};

static const size_t file_count = sizeof files / sizeof *files;

size_t bench_file_count(void)
{
    return file_count;
}

size_t bench_file_path_length(size_t file)
{
    return file < file_count ? strlen(files[file].path) : 0;
}

uint8_t bench_file_path_byte(size_t file, size_t offset)
{
    return offset < bench_file_path_length(file) ? (uint8_t)files[file].path[offset] : 0;
}

size_t bench_file_length(size_t file)
{
    return file < file_count ? strlen(files[file].text) : 0;
}

uint8_t bench_file_byte(size_t file, size_t offset, size_t length)
{
    if (file >= file_count || offset >= length)
        return 0;
    return (uint8_t)files[file].text[offset];
}
