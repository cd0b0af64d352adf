/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The System MMU of the Exynos: two levels of 32-bit entries, and registers that empty the TLB, or
 * take the entry for an IOVA out of it. The bench that includes this says in VERSION_MAJOR and
 * VERSION_MINOR which one. From 5.0 on an entry is bits 35..4 of what it was, and the registers
 * are elsewhere.
 */
#ifndef BENCH_EXYNOS_H
#define BENCH_EXYNOS_H

#define BENCH_COMPATIBLE "samsung,exynos-sysmmu"

#include "drivers/iommu/exynos-iommu.c"

#include "bench.h"
#include "platform.h"
#include "registers.h"

#define NEW_LAYOUT	(VERSION_MAJOR >= 5)
#define ENTRY_SHIFT	(NEW_LAYOUT ? 4 : 0)

enum {
	CTRL		= 0x00,
	CFG		= 0x04,
	STATUS		= 0x08,
	PT_BASE		= NEW_LAYOUT ? 0x0c : 0x14,	/* new: a page number */
	FLUSH_ALL	= NEW_LAYOUT ? 0x10 : 0x0c,
	FLUSH_ENTRY	= NEW_LAYOUT ? 0x14 : 0x10,
	FLUSH_RANGE	= 0x18,				/* these three only in the new */
	FLUSH_START	= 0x20,
	FLUSH_END	= 0x24,
	VERSION		= 0x34,
	REGISTERS_END	= 0x38,
};

static const u16 known[] = {
	CTRL, CFG, STATUS, PT_BASE, FLUSH_ALL, FLUSH_ENTRY, VERSION,
#if VERSION_MAJOR >= 5
	FLUSH_RANGE, FLUSH_START, FLUSH_END,
#endif
};

/* Of CTRL: the whole, and the translation of nothing for the time being. */
#define ENABLED		(1u << 0)
#define BLOCKED		(1u << 1)

static u32 registers[REGISTERS_END / 4] = {
	[VERSION / 4] = (VERSION_MAJOR << 7 | VERSION_MINOR) << 21,
};

u64 bench_mmio_read(u64 address, unsigned int bytes)
{
	u32 *reg = bench_register(registers, known, address, bytes, "exynos register");

	if (!reg)
		return 0;
	if (reg == &registers[STATUS / 4])
		return (registers[CTRL / 4] & BLOCKED) != 0;
	return *reg;
}

/*
 * Only while it is blocked does the device translate nothing that an invalidation could miss. It
 * has no done bit: nothing is translated again before it is done.
 */
static void invalidate(u32 first, u32 last)
{
	if (registers[CTRL / 4] & BLOCKED) {
		device_invalidate_range(first & ~0xfffu, last | 0xfff, 0);
		device_complete();
	}
}

void bench_mmio_write(u64 address, u64 value, unsigned int bytes)
{
	u32 *reg = bench_register(registers, known, address, bytes, "exynos register");

	if (!reg || reg == &registers[VERSION / 4] || reg == &registers[STATUS / 4])
		return;
	*reg = value;
	if (!(value & 1))
		return;
	if (reg == &registers[FLUSH_ALL / 4])
		invalidate(0, 0xffffffff);
	else if (reg == &registers[FLUSH_ENTRY / 4])
		invalidate(value, value);
	else if (NEW_LAYOUT && reg == &registers[FLUSH_RANGE / 4])
		invalidate(registers[FLUSH_START / 4], registers[FLUSH_END / 4]);
}

/*
 * 4096 entries for 1 MiB each (1: a table, 2: a section), whose tables have 256 for 4 KiB each
 * (bit 1: a small page; 1: a large one, of 64 KiB, in sixteen entries).
 */
bool bench_walk(u64 iova, struct bench_leaf *leaf)
{
	u64 table = NEW_LAYOUT ? (u64)registers[PT_BASE / 4] << 12 : registers[PT_BASE / 4];
	u64 entry;

	if (!(registers[CTRL / 4] & ENABLED) || !table || iova >> 32)
		return false;
	entry = device_read32(table + (iova >> 20) * 4);
	switch (entry & 3) {
	case 1:
		table = (entry << ENTRY_SHIFT) & ~0x3ffULL;
		entry = device_read32(table + (iova >> 12 & 0xff) * 4);
		if (!(entry & 3))
			return false;
		leaf->size = entry & 2 ? 4096 : 65536;
		break;
	case 2:
		leaf->size = 1 << 20;
		break;
	default:
		return false;
	}
	leaf->first = iova & ~(leaf->size - 1);
	leaf->phys = (entry << ENTRY_SHIFT) & ~(leaf->size - 1);
	return true;
}

int bench_setup(void)
{
	int error = exynos_iommu_init();

	if (!error)
		error = bench_platform_join(&exynos_iommu_ops, 0);
	return error ? error : bench_client_attach();
}

#endif
