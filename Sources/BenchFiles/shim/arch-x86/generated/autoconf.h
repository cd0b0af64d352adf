/* SPDX-License-Identifier: GPL-2.0-only */
/* The common configuration, on x86 with ACPI. */
#ifndef SHIM_X86_GENERATED_AUTOCONF_H
#define SHIM_X86_GENERATED_AUTOCONF_H

#include "../../generated/autoconf.h"

#define CONFIG_X86 1
#define CONFIG_X86_64 1
#define CONFIG_X86_LOCAL_APIC 1
#define CONFIG_ACPI 1

#endif
