/* SPDX-License-Identifier: GPL-2.0-only
 *
 * bench: riscv
 * driver: drivers/iommu/riscv/iommu.c
 * units: drivers/iommu/iommu.c ?drivers/iommu/iommu-pages.c
 * units: ?drivers/iommu/generic_pt/fmt/iommu_riscv64.c lib/find_bit.c
 * page: 4096
 * iova: 0x200000
 * leaf: 4096 65536 2097152 1073741824
 *
 * A RISC-V IOMMU with first-stage Sv39 and Sv48, base-format device contexts and a command queue.
 * Chapters are those of the RISC-V IOMMU Architecture Specification, 1.0.
 */
#include "drivers/iommu/riscv/iommu.c"

#include "bench.h"
#include "client.h"

#define DEVICE_ID 0x83

/* Chapter 6: registers. */
enum {
	CAPABILITIES	= 0x00,
	FCTL		= 0x08,
	DDTP		= 0x10,
	CQB		= 0x18,
	CQH		= 0x20,
	CQT		= 0x24,
	FQT		= 0x34,
	CQCSR		= 0x48,
	FQCSR		= 0x4c,
	IPSR		= 0x54,
	ICVEC		= 0x2f8,
	REGISTERS_END	= 0x300,
};

/* Version 1.0, Sv39 and Sv48, wired interrupts, 56 address bits. */
#define FEATURES	(0x10 | 1 << 9 | 1 << 10 | 1 << 28 | 56ull << 32)

static u32 registers[REGISTERS_END / 4];

static u64 register_pair(u32 offset)
{
	return registers[offset / 4] | (u64)registers[offset / 4 + 1] << 32;
}

static u64 page_of(u64 word)
{
	return (word >> 10 & 0xfffffffffffull) << 12;
}

/* 2.3.1: where the device context is, 0 for nowhere. */
static u64 find_context(void)
{
	u64 root = register_pair(DDTP);
	u32 mode = root & 0xf;
	u64 table = page_of(root), entry;

	if (mode < 2 || mode > 4)
		return 0;
	for (; mode > 2; mode--) {
		entry = device_read64(table + (DEVICE_ID >> (mode == 4 ? 16 : 7) & 0x1ff) * 8);
		if (!(entry & 1))
			return 0;
		table = page_of(entry);
	}
	entry = table + (DEVICE_ID & 0x7f) * 32;
	return device_read64(entry) & 1 ? entry : 0;
}

/* 2.3.3 and the privileged architecture, chapters Sv39, Sv48 and Svnapot. */
bool bench_walk(u64 iova, struct bench_leaf *leaf)
{
	u64 context = find_context();
	u64 first_stage, table, entry;
	u32 levels;

	if (!context)
		return false;
	if (device_read64(context) & 1 << 5 || device_read64(context + 8) >> 60)
		bench_unsupported("RISC-V device context", context);
	first_stage = device_read64(context + 24);
	levels = (first_stage >> 60) - 5;
	if (first_stage >> 60 != 8 && first_stage >> 60 != 9)
		return false;
	/* The bits above those translated are copies of the highest of these. */
	if ((s64)(iova << (52 - 9 * levels)) >> (52 - 9 * levels) != (s64)iova)
		return false;
	table = first_stage << 12 & 0x00fffffffffff000ull;
	for (; levels; levels--) {
		leaf->size = 1ull << (3 + 9 * levels);
		entry = device_read64(table + (iova / leaf->size & 511) * 8);
		table = page_of(entry);
		if (!(entry & 1) || (entry & 6) == 4)
			return false;
		if (!(entry & 0xa))
			continue;
		/* Of a user, and accessed, or else it faults. */
		if ((entry & 0x50) != 0x50)
			return false;
		if (!(entry & 4))
			bench_unsupported("RISC-V page that may not be written", entry);
		if (entry >> 63) {
			if (levels != 1 || (table >> 12 & 0xf) != 8)
				return false;
			leaf->size = 65536;
		}
		leaf->first = iova & -leaf->size;
		leaf->phys = table & -leaf->size;
		return true;
	}
	return false;
}

/* 3.1.1: with an address only the leaf goes; of a guest there is nothing. */
static void invalidate(u64 word0, u64 word1)
{
	u64 context = find_context();
	u64 address = word1 << 2 & ~0xfffull;

	if (word0 >> 7 & 7 || word0 >> 34 & 1 || word1 >> 9 & 1)
		bench_unsupported("RISC-V translation invalidation", word0);
	if (word0 >> 33 & 1)
		return;
	if ((word0 >> 32 & 1) &&
	    (!context || ((device_read64(context + 16) ^ word0) >> 12 & 0xfffff)))
		return;
	if (word0 & 1 << 10)
		device_invalidate_leaves(address, address | 0xfff, 0);
	else
		device_invalidate_all();
}

/* Takes commands up to a fence. That is passed when the driver looks at the head. */
static void take_commands(bool pass)
{
	u32 mask = (2u << (registers[CQB / 4] & 0x1f)) - 1;
	u32 *head = &registers[CQH / 4];
	u32 budget = mask;
	u64 word0, command;

	if (!(registers[CQCSR / 4] & 1))
		return;
	for (; budget && *head != (registers[CQT / 4] & mask); budget--) {
		command = page_of(register_pair(CQB)) + *head * 16;
		word0 = device_read64(command);
		switch (word0 & 0x7f) {
		case 1:
			invalidate(word0, device_read64(command + 8));
			break;
		case 2:
			if (!pass)
				return;
			pass = false;
			device_complete();
			break;
		case 3:		/* contexts are looked up anew at every walk */
			break;
		default:
			bench_unsupported("RISC-V command", word0 & 0x7f);
		}
		*head = (*head + 1) & mask;
	}
}

static bool is_register(u64 offset, unsigned int bytes)
{
	bool known = offset <= FQT || (offset >= CQCSR && offset <= IPSR) || offset == ICVEC;

	if (!known || (bytes != 4 && bytes != 8) || offset % bytes)
		bench_unsupported("RISC-V IOMMU register", offset);
	return known;
}

u64 bench_mmio_read(u64 address, unsigned int bytes)
{
	u64 offset = address - BENCH_MMIO_BASE;

	if (!is_register(offset, bytes))
		return 0;
	if (offset == CQH)
		take_commands(true);
	return register_pair(offset);
}

void bench_mmio_write(u64 address, u64 value, unsigned int bytes)
{
	u64 offset = address - BENCH_MMIO_BASE;

	if (!is_register(offset, bytes) || offset < FCTL || offset == CQH || offset == IPSR)
		return;
	if (offset == CQCSR || offset == FQCSR)
		value = (value & 3) | (value & 1) << 16;	/* on when enabled */
	registers[offset / 4] = value;
	if (bytes == 8)
		registers[offset / 4 + 1] = value >> 32;
	take_commands(false);
}

/* Nothing of the device ends before the run does. */
void *__devres_alloc_node(dr_release_t release, size_t bytes, gfp_t gfp, int node,
			  const char *name)
{
	return kzalloc(bytes, gfp);
}

void devres_add(struct device *device, void *resource)
{
}

struct fwnode_handle *__dev_fwnode(struct device *device)
{
	return device->fwnode;
}

static struct device iommu_device = { .init_name = "bench-riscv" };
static struct fwnode_handle node = { .dev = &iommu_device };
static struct riscv_iommu_device hardware;

int bench_setup(void)
{
	struct iommu_device *found;
	int error;

	*(u64 *)&registers[CAPABILITIES / 4] = FEATURES;
	hardware.dev = &iommu_device;
	hardware.reg = BENCH_MMIO(0);
	hardware.caps = readq(BENCH_MMIO(CAPABILITIES));
	hardware.irqs_count = 1;
	hardware.irqs[0] = 1;
	dev_set_drvdata(&iommu_device, &hardware);
	error = riscv_iommu_init(&hardware);
	if (error)
		return error;
	bench_client_join(&hardware.iommu, &riscv_iommu_ops, DEVICE_ID);
	bench_client_fwspec.spec.iommu_fwnode = &node;
	found = riscv_iommu_ops.probe_device(&bench_client);
	return IS_ERR(found) ? PTR_ERR(found) : bench_client_attach();
}
