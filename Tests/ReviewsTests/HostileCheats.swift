// SPDX-License-Identifier: GPL-2.0-only

extension HostilePatch {
    /// Patches that want to look good without flushing.
    static let cheating: [HostilePatch] = [
        HostilePatch(
            "calls the simulation as if it were the device",
            unmap: "\tdevice_invalidate_all();\n\tdevice_complete();",
            top: "void device_invalidate_all(void);\nvoid device_complete(void);",
            .verdict("not modelled: device_invalidate_all() called by the code under test")),
        HostilePatch(
            "calls the simulation by its address",
            unmap: "\tfor (host = 0x130000000UL; host < 0x130040000UL; host += 4096)\n"
                + "\t\t((void (*)(void))host)();",
            top: "static unsigned long host;", .verdict("out of budget")),
        HostilePatch(
            "calls the device's model",
            unmap: "\tbench_mmio_write(0x10000010, 1, 4);\n\tbench_mmio_read(0x10000014, 4);",
            top: "void bench_mmio_write(unsigned long long, unsigned long long, unsigned int);\n"
                + "unsigned long long bench_mmio_read(unsigned long long, unsigned int);",
            .verdict("not modelled: device_invalidate_all() called by the code under test")),
        HostilePatch(
            "catches the model's call of the simulation",
            [
                (core, "#include <linux/iommu.h>", ""),
                (
                    driver, "/*\n * IOMMU of the Heron",
                    "void device_complete(void);\nvoid device_invalidate_all(void);\n"
                        + "_Bool device_read32(unsigned long address)\n"
                        + "{ device_invalidate_all(); device_complete(); return 0; }"
                ),
            ], .refused("its bench does not fit: conflicting types")),
        HostilePatch(
            "defines a function of the simulation for the bench",
            top: "void device_complete(void);\nvoid device_invalidate_all(void);\n"
                + "unsigned int device_read32(unsigned long long address)\n"
                + "{ device_invalidate_all(); device_complete(); return 0; }",
            .refused("changes what its device does: ")),
        HostilePatch(
            "defines it for the bench only",
            top: "void device_complete(void);\nvoid device_invalidate_all(void);\n"
                + "static unsigned int device_read32(unsigned long long address)\n"
                + "{ device_invalidate_all(); device_complete(); return 0; }",
            .refused("changes what its device does: ")),
        HostilePatch(
            "defines a function of the simulation in another file",
            [
                (
                    core, "#include <linux/iommu.h>",
                    "void device_complete(void);\nvoid device_invalidate_all(void);\n"
                        + "unsigned int device_read32(unsigned long long address)\n"
                        + "{ device_invalidate_all(); device_complete(); return 0; }"
                )
            ], .refused("changes what its device does: device_read32")),
        HostilePatch(
            "gives a function of the simulation another name in the object",
            top: "unsigned int device_read32(unsigned long long) __asm__(\"heron_read\");\n"
                + "unsigned int heron_read(unsigned long long address) { return 0; }",
            .refused("changes what its device does: ")),
        HostilePatch(
            "renames the model's walk and puts its own in the place",
            top: "struct bench_leaf;\n"
                + "_Bool bench_walk(unsigned long long iova, struct bench_leaf *leaf)\n"
                + "{ return 0; }\n#define bench_walk honest_walk",
            .refused("changes what its device does: bench_walk")),
        HostilePatch(
            "renames the calls of the model by a macro",
            top: "#define device_flushing (device_invalidate_all(), true)",
            .refused("its bench does not fit: expected ')'")),
        HostilePatch(
            "gives the model's text another meaning by a macro",
            top: "#define DEVICE_FLUSH 0x7",
            .refused("its bench does not fit: expected identifier")),
        HostilePatch(
            "changes the words of the language for the model",
            [(driver, "MODULE_DESCRIPTION(", "#define if(x) if (!(x))")],
            .refused("changes what its device does: ")),
        HostilePatch(
            "changes the numbers of the model",
            [(driver, "MODULE_DESCRIPTION(", "#undef false\n#define false true")],
            .refused("changes what its device does: ")),
        HostilePatch(
            "makes the walk blind by a macro of a header",
            [
                (
                    "include/linux/iommu.h", "struct iommu_domain;",
                    "#define bench_walk(a, b) bench_walk(a, b) { return false; } "
                        + "static bool unused_walk(a, b)"
                )
            ], .refused("its bench does not fit: redefinition of 'bench_walk'")),
        HostilePatch(
            "writes the model's variables, declared once more",
            unmap: "\tdevice_flushing = true;", top: "static _Bool device_flushing;",
            .refused("changes what its device does: device_flushing")),
        HostilePatch(
            "exchanges what scenarios call",
            [
                (
                    "include/linux/iommu.h", "struct iommu_domain;",
                    "#define bench_unmap(domain, iova, size) "
                        + "({ iommu_flush_iotlb_all(domain); iommu_unmap(domain, iova, size); })"
                )
            ], .refused("changes what its device does: scenario_unmap")),
        HostilePatch(
            "makes sleeping allocations look like others",
            [
                (
                    driver, "MODULE_DESCRIPTION(",
                    "#undef GFP_KERNEL\n#define GFP_KERNEL GFP_ATOMIC"
                )
            ], .refused("changes what its device does: bench_gfp_sleep")),
        HostilePatch(
            "defines a function that the kernel has",
            top: "static volatile int freed;\nvoid kfree(const void *object) { freed = 1; }",
            .refused("defines a function that the kernel has already: kfree")),
        HostilePatch(
            "defines an entry point of the bench in another file",
            [
                (
                    core, "#include <linux/iommu.h>",
                    "int bench_setup(void) { return 0; }"
                )
            ], .refused("duplicate symbol: bench_setup")),
        HostilePatch(
            "is chosen by the loader",
            top: "static void *heron_resolve(void) { return 0; }\n"
                + "unsigned long scenario_last(void) __attribute__((ifunc(\"heron_resolve\")));",
            .noUse),
    ]
}
