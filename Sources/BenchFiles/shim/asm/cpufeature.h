/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef SHIM_ASM_CPUFEATURE_H
#define SHIM_ASM_CPUFEATURE_H

/* What arm-smmu-v3 asks arm64 about; the machine has no such feature. */
#define ARM64_HAS_VIRT_HOST_EXTN	1
#define cpus_have_cap(feature)		((void)(feature), false)
#define cpus_have_final_cap(feature)	((void)(feature), false)

#endif
