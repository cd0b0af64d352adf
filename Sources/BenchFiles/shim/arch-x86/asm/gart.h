/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef SHIM_X86_ASM_GART_H
#define SHIM_X86_ASM_GART_H

#define gart_iommu_aperture		0
#define gart_iommu_aperture_disabled	1

#endif
