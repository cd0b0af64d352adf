/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef SHIM_X86_ASM_ACPI_H
#define SHIM_X86_ASM_ACPI_H

#include <asm/cpufeature.h>
#include <asm/x86_init.h>

/* Tables come from the bench, if from anywhere. */
#define acpi_disabled		0
#define acpi_noirq		0
#define acpi_pci_disabled	0

#endif
