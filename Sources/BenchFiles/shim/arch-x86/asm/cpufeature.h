/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef SHIM_X86_ASM_CPUFEATURE_H
#define SHIM_X86_ASM_CPUFEATURE_H

#include <linux/types.h>

/* Numbers of the shim's own: the drivers only pass them to these functions. */
#define X86_FEATURE_CX16	1
#define X86_FEATURE_XSAVE	2
#define X86_FEATURE_LA57	3
#define X86_FEATURE_GBPAGES	4
#define X86_FEATURE_HYPERVISOR	5

/* A processor with four-level paging, 1 GiB pages and 16-byte compare-and-exchange, bare metal. */
static inline bool cpu_feature_enabled(int feature)
{
	return feature == X86_FEATURE_CX16 || feature == X86_FEATURE_XSAVE ||
	       feature == X86_FEATURE_GBPAGES;
}

#define boot_cpu_has(feature)	cpu_feature_enabled(feature)

struct cpuinfo_x86 {
	u8 x86;
	u8 x86_vendor;
	u8 x86_model;
	u8 x86_phys_bits;
	u32 microcode;
};

#define X86_VENDOR_HYGON	9

/* Of no family which a workaround names. */
static const struct cpuinfo_x86 boot_cpu_data = { .x86_phys_bits = 48 };

extern unsigned int tsc_khz;

#endif
