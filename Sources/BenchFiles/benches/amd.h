/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * An AMD IOMMU with a command buffer, and the setup of its driver from a firmware table. The bench
 * that includes this says in AMD_FEATURES what the extended feature register has, and allocates
 * the domain.
 *
 * Chapters are those of the AMD I/O Virtualization Technology (IOMMU) Specification, 48882.
 */
#ifndef BENCH_AMD_H
#define BENCH_AMD_H

#include "drivers/iommu/amd/iommu.c"
#include "drivers/iommu/amd/init.c"

#include "bench.h"
#include "pci-client.h"
#include "client.h"

/* 3.4: registers. */
enum {
	R_DEVICE_TABLE	= 0x0000,
	R_COMMANDS	= 0x0008,
	R_EVENTS	= 0x0010,
	R_CONTROL	= 0x0018,
	R_FEATURES	= 0x0030,
	R_PPR_LOG	= 0x0038,
	R_FEATURES2	= 0x01a0,
	R_COMMAND_HEAD	= 0x2000,
	R_COMMAND_TAIL	= 0x2008,
	R_STATUS	= 0x2020,
};

#define CONTROL_RUNS	(1 << 0 | 1 << 12)	/* translation and commands */
#define ADDRESS_51_12	0x000ffffffffff000ull

/* 2.4: commands. */
enum {
	C_COMPLETION_WAIT	= 1,
	C_INVALIDATE_DEVICE	= 2,
	C_INVALIDATE_PAGES	= 3,
	C_INVALIDATE_INTERRUPTS	= 5,
	C_INVALIDATE_ALL	= 8,
};

static u32 registers[(R_STATUS + 8) / 4];

static u64 register_pair(u32 offset)
{
	return registers[offset / 4] | (u64)registers[offset / 4 + 1] << 32;
}

/* 2.2.2.1: one quadword of the client's device table entry. */
static u64 device_entry(u32 quadword)
{
	return device_read64((register_pair(R_DEVICE_TABLE) & ADDRESS_51_12) +
			     BENCH_PCI_ID * 32 + quadword * 8);
}

/* 2.4.3: S says that more than one page is meant, PDE that tables are, GN which translation. */
static void invalidate_pages(u32 domain, u64 word)
{
	u64 address = word & ~0xfffull;
	u64 size = word & 1 ? bench_size_in_address(address) : 0x1000;
	bool guest = device_entry(0) >> 55 & 1;

	if (domain != (device_entry(1) & 0xffff))
		return;
	if (guest && !(word & 4))	/* what it promises there is for the specification's readers */
		bench_unsupported("AMD host invalidation of a guest translation", word);
	if (!guest && (word & 4))
		return;
	address &= -size;
	(word & 2 ? device_invalidate_range : device_invalidate_leaves)(
		address, address + size - 1, 0);
}

/* Takes commands up to a completion wait. That is answered when the driver waits, one at a time. */
static void take_commands(bool answer)
{
	u64 base = register_pair(R_COMMANDS);
	u32 length = 16u << (base >> 56 & 0xf);
	u32 *head = &registers[R_COMMAND_HEAD / 4];
	u32 budget = length / 16;
	u64 word0, word1;

	if ((registers[R_CONTROL / 4] & CONTROL_RUNS) != CONTROL_RUNS)
		return;
	for (; budget && *head != registers[R_COMMAND_TAIL / 4]; budget--) {
		word0 = device_read64((base & ADDRESS_51_12) + *head);
		word1 = device_read64((base & ADDRESS_51_12) + *head + 8);
		switch (word0 >> 60) {
		case C_COMPLETION_WAIT:
			if (!answer)
				return;
			answer = false;
			/* The store is what the driver sees; without it there is nothing. */
			if (word0 & 1) {
				device_write64(word0 & 0x000ffffffffffff8ull, word1);
				device_complete();
			}
			break;
		case C_INVALIDATE_PAGES:
			invalidate_pages(word0 >> 32 & 0xffff, word1);
			break;
		case C_INVALIDATE_ALL:
			device_invalidate_all();
			break;
		case C_INVALIDATE_DEVICE:	/* the table is read anew at every walk */
		case C_INVALIDATE_INTERRUPTS:
			break;
		default:
			bench_unsupported("AMD command", word0 >> 60);
		}
		*head = (*head + 16) % length;
	}
}

void bench_poll(void)
{
	take_commands(true);
}

static bool is_register(u64 offset, unsigned int bytes)
{
	bool known = offset < R_PPR_LOG || offset == R_FEATURES2 ||
		     (offset >= R_COMMAND_HEAD && offset <= R_STATUS);

	if (!known || (bytes != 4 && bytes != 8) || offset % bytes)
		bench_unsupported("AMD register", offset);
	return known;
}

u64 bench_mmio_read(u64 address, unsigned int bytes)
{
	u64 offset = address - BENCH_MMIO_BASE;

	return is_register(offset, bytes) ? register_pair(offset & ~3ull) : 0;
}

void bench_mmio_write(u64 address, u64 value, unsigned int bytes)
{
	u64 offset = address - BENCH_MMIO_BASE;

	if (!is_register(offset, bytes) || offset / 8 == R_FEATURES / 8)
		return;
	registers[offset / 4] = value;
	if (bytes == 8)
		registers[offset / 4 + 1] = value >> 32;
	take_commands(false);
}

/* 2.2.3: host page tables, of as many levels as the device table says. */
static bool walk_host(u64 table, u32 level, u64 iova, struct bench_leaf *leaf)
{
	u64 entry;
	u32 next;

	if (level > 6 || (level < 6 && iova >> (12 + 9 * level)))
		return false;
	while (level) {
		leaf->size = 1ull << (3 + 9 * level);
		entry = device_read64(table + (iova / leaf->size & 511) * 8);
		table = entry & ADDRESS_51_12;
		next = entry >> 9 & 7;
		if (!(entry & 1) || (next && next != 7 && next >= level))
			return false;
		if (next == 7)
			leaf->size = bench_size_in_address(table);	/* 2.2.3 */
		if (next == 0 || next == 7) {
			if ((entry >> 61 & 3) != 3)
				bench_unsupported("AMD page for reads or writes alone", entry);
			leaf->first = iova & -leaf->size;
			leaf->phys = table & -leaf->size;
			return true;
		}
		if (next != level - 1)
			bench_unsupported("AMD page table that skips to level", next);
		level = next;
	}
	return false;
}

/* 2.2.6: guest page tables are those of the processor, of four levels here. */
static bool walk_guest(u64 table, u64 iova, struct bench_leaf *leaf)
{
	u64 entry;
	u32 level;

	for (level = 4; level && !(iova >> 48); level--) {
		leaf->size = 1ull << (3 + 9 * level);
		entry = device_read64(table + (iova / leaf->size & 511) * 8);
		table = entry & ADDRESS_51_12;
		if (!(entry & 1))
			return false;
		if (level == 1 || (level < 4 && entry & 0x80)) {
			if (!(entry & 2))
				bench_unsupported("AMD page that may not be written", entry);
			leaf->first = iova & -leaf->size;
			leaf->phys = table & -leaf->size;
			return true;
		}
	}
	return false;
}

bool bench_walk(u64 iova, struct bench_leaf *leaf)
{
	u64 word0 = device_entry(0), word1 = device_entry(1), root;

	/* V and TV: there is a translation. */
	if (!(registers[R_CONTROL / 4] & 1) || (word0 & 3) != 3)
		return false;
	if (!(word0 >> 55 & 1))
		return walk_host(word0 & ADDRESS_51_12, word0 >> 9 & 7, iova, leaf);
	/* GIOV: without a PASID the entry of PASID 0 counts; one level of these, GLX is 0. */
	if (!(word0 >> 54 & 1) || word0 >> 56 & 3 || device_entry(2) >> 54 & 3)
		bench_unsupported("AMD guest translation", word0);
	root = (word0 >> 58 & 7) << 12 | (word1 >> 16 & 0xffff) << 15 | word1 >> 43 << 31;
	root = device_read64(root);
	return root & 1 && walk_guest(root & ADDRESS_51_12, iova, leaf);
}

/* 5.2: what the firmware says. One IOMMU, with a copy of its feature register, and the client. */
static struct {
	struct acpi_table_header header;
	u32 info;
	u8 reserved[8];
	struct ivhd_header iommu;
	u8 entry, id[2], flags;
} __packed firmware = {
	.header = { .signature = "IVRS", .length = sizeof(firmware) },
	.info = 1,
	.iommu = {
		.type = 0x11,
		.length = sizeof(firmware.iommu) + 4,
		.devid = 2,
		.mmio_phys = BENCH_MMIO_BASE,
		.efr_reg = AMD_FEATURES,
	},
	.entry = 2,
	.id = { BENCH_PCI_ID & 0xff, BENCH_PCI_ID >> 8 },
};

acpi_status acpi_get_table(char *signature, u32 instance, struct acpi_table_header **table)
{
	const u8 *bytes = (const u8 *)&firmware;
	size_t i;
	u8 sum = 0;

	for (i = 0; i < sizeof(firmware); i++)
		sum += bytes[i];
	firmware.header.checksum -= sum;
	*table = &firmware.header;
	return AE_OK;
}

void acpi_put_table(struct acpi_table_header *table)
{
}

/* Up to where the domain comes. */
static int bench_amd_start(void)
{
	struct iommu_device *found;
	struct amd_iommu *hardware;
	int error;

	*(u64 *)&registers[R_FEATURES / 4] = AMD_FEATURES;
	amd_iommu_detected = true;
	error = early_amd_iommu_init();
	if (error)
		return error;
	hardware = list_first_entry(&amd_iommu_list, struct amd_iommu, list);
	early_enable_iommu(hardware);
	hardware->cmd_sem_val = 0xffffffff;	/* as after a long time: the next has 33 bits */
	bench_client_join(&hardware->iommu, &amd_iommu_ops, 0);
	found = amd_iommu_ops.probe_device(&bench_client);
	return IS_ERR(found) ? PTR_ERR(found) : 0;
}

#endif
