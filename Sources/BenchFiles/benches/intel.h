/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A VT-d remapping unit with queued invalidation, and the setup of its driver from a firmware
 * table. The bench that includes this says in VTD_EXTENDED which capabilities the
 * unit has beside those, and sets the driver's switches.
 *
 * Chapters are those of the Intel Virtualization Technology for Directed I/O specification, 4.1.
 */
#ifndef BENCH_INTEL_H
#define BENCH_INTEL_H

#include "drivers/iommu/intel/iommu.c"

#include "bench.h"
#include "pci-client.h"
#include "client.h"

/* 11.4: registers. */
enum {
	R_VERSION	= 0x00,
	R_CAP		= 0x08,
	R_ECAP		= 0x10,
	R_COMMAND	= 0x18,
	R_STATUS	= 0x1c,
	R_ROOT		= 0x20,
	R_FAULTS	= 0x34,
	R_PROTECTED	= 0x64,
	R_QUEUE_HEAD	= 0x80,
	R_QUEUE_TAIL	= 0x88,
	R_QUEUE		= 0x90,
	R_QUEUE_ERRORS	= 0xb0,
	R_END		= 0x300,
};

#define TRANSLATION	(1u << 31)
#define ROOT_TABLE	(1u << 30)
#define WRITE_BUFFER	(1u << 27)
#define QUEUE		(1u << 26)
#define QUEUE_ERROR	(1u << 4)
#define PAGE_ADDRESS	(~0xfffull)
#define TABLE_ADDRESS	0x000ffffffffff000ull

/* 256 domains, 48 bits, leaves of 2 MiB and 1 GiB, up to 2^18 pages in one invalidation. */
#define VTD_CAPABILITIES	(2ull | 4ull << 8 | 47ull << 16 | 0x20ull << 24 | 3ull << 34 | \
				 1ull << 39 | 18ull << 48 | 3ull << 54 | 1ull << 56)
/* A coherent walker and a queue; the IOTLB registers, which nobody uses, at 0x100. */
#define VTD_BASIC		(1ull << 0 | 1ull << 1 | 1ull << 6 | 1ull << 7 | 0x10ull << 8)

static u32 registers[R_END / 4];

static u64 register_pair(u32 offset)
{
	return registers[offset / 4] | (u64)registers[offset / 4 + 1] << 32;
}

/* How the client's requests are translated. */
struct translation {
	u64 table;
	u32 domain;
	u32 levels;
	bool first_stage;
};

/* 9.1 to 9.6: the tables on the way; false where the client's requests are blocked. */
static bool find_translation(struct translation *found)
{
	u64 root = register_pair(R_ROOT);
	u64 entry, word;

	if (!(registers[R_STATUS / 4] & TRANSLATION))
		return false;
	switch (root >> 10 & 3) {
	case 0:
		entry = device_read64((root & PAGE_ADDRESS) + BENCH_PCI_BUS * 16);
		if (!(entry & 1))
			return false;
		entry = (entry & PAGE_ADDRESS) + BENCH_PCI_DEVFN * 16;
		word = device_read64(entry);
		/* 9.3: untranslated requests are translated; 1 says that there are others, too. */
		if (!(word & 1) || (word >> 2 & 3) > 1)
			return false;
		found->table = word & PAGE_ADDRESS;
		word = device_read64(entry + 8);
		found->domain = word >> 8 & 0xffff;
		found->levels = (word & 7) + 2;
		found->first_stage = false;
		return true;
	case 1:
		/* The lower half of a root entry is of the device numbers below 16. */
		entry = device_read64((root & PAGE_ADDRESS) + BENCH_PCI_BUS * 16);
		if (!(entry & 1))
			return false;
		entry = (entry & PAGE_ADDRESS) + BENCH_PCI_DEVFN * 32;
		word = device_read64(entry);
		if (!(word & 1))
			return false;
		if (device_read64(entry + 8) & 0xfffff)
			bench_unsupported("VT-d PASID of requests without one", entry);
		word = device_read64(word & PAGE_ADDRESS);
		if (!(word & 1))
			return false;
		entry = word & PAGE_ADDRESS;
		word = device_read64(entry);
		found->domain = device_read64(entry + 8) & 0xffff;
		if (!(word & 1))
			return false;
		found->first_stage = (word >> 6 & 7) == 1;
		if (found->first_stage) {
			word = device_read64(entry + 16);
			found->levels = 4 + (word >> 2 & 3);
		} else if ((word >> 6 & 7) == 2) {
			found->levels = (word >> 2 & 7) + 2;
		} else {
			return false;
		}
		found->table = word & PAGE_ADDRESS;
		return true;
	default:
		bench_unsupported("VT-d translation table mode", root);
		return false;
	}
}

/* 3.6 and 3.7: both stages have nine bits a level, and differ in what makes an entry present. */
bool bench_walk(u64 iova, struct bench_leaf *leaf)
{
	struct translation found;
	u64 entry;

	if (!find_translation(&found) || iova >> (12 + 9 * found.levels))
		return false;
	for (; found.levels; found.levels--) {
		leaf->size = 1ull << (3 + 9 * found.levels);
		entry = device_read64(found.table + (iova / leaf->size & 511) * 8);
		if (!(entry & (found.first_stage ? 1 : 3)))
			return false;
		found.table = entry & TABLE_ADDRESS;
		if (found.levels == 1 || (found.levels < 4 && (entry & 0x80))) {
			leaf->first = iova & -leaf->size;
			leaf->phys = found.table & -leaf->size;
			if (!(entry & 2) || !(entry & 1))
				bench_unsupported("VT-d page for reads or writes alone", entry);
			return true;
		}
	}
	return false;
}

/*
 * 6.5.2: 2^AM pages, the address's bits below that do not count; IH spares what is not a leaf.
 * More pages than the capabilities say are an error, at which the queue stops (11.4.9.9).
 */
static void invalidate_pages(u64 word)
{
	u64 bytes = 0x1000ull << (word & 0x3f);
	u64 first = word & PAGE_ADDRESS & -bytes;

	if ((word & 0x3f) > (register_pair(R_CAP) >> 48 & 0x3f)) {
		registers[R_FAULTS / 4] |= QUEUE_ERROR;
		return;
	}
	(word & 0x40 ? device_invalidate_leaves : device_invalidate_range)(
		first, first + bytes - 1, 0);
}

/* 6.5.2.3: of everything, of a domain, or of pages of its second stage. */
static void invalidate_iotlb(u64 word0, u64 word1)
{
	struct translation found;
	u32 granularity = word0 >> 4 & 3;

	if (granularity == 1)
		device_invalidate_all();
	if (granularity < 2 || !find_translation(&found) || (word0 >> 16 & 0xffff) != found.domain)
		return;
	if (granularity == 2)
		device_invalidate_all();
	else if (!found.first_stage)
		invalidate_pages(word1);
}

/* 6.5.2.4: of a PASID's first stage, all or by pages. */
static void invalidate_first_stage(u64 word0, u64 word1)
{
	struct translation found;
	u32 granularity = word0 >> 4 & 3;

	if (!find_translation(&found) || !found.first_stage || (word0 >> 32 & 0xfffff) ||
	    (word0 >> 16 & 0xffff) != found.domain)
		return;
	if (granularity == 2)
		device_invalidate_all();
	else if (granularity == 3)
		invalidate_pages(word1);
}

/* 6.5.2.5: of the client's own cache. It begins when the IOTLB's before it are done. */
static void invalidate_device(u64 word0, u64 word1)
{
	u64 bytes = word1 & 1 ? bench_size_in_address(word1) : 0x1000;
	u64 first = word1 & PAGE_ADDRESS & -bytes;

	if ((word0 >> 32 & 0xffff) == BENCH_PCI_ID)
		device_atc_invalidate_range(first, first + bytes - 1);
}

/* Takes descriptors up to a wait. That is answered when the driver waits, one at a time. */
static void take_descriptors(bool answer)
{
	u64 queue = register_pair(R_QUEUE);
	u32 bytes = queue >> 11 & 1 ? 32 : 16;
	u32 size = 4096u << (queue & 7);
	u32 *head = &registers[R_QUEUE_HEAD / 4];
	u32 budget = size / bytes;
	u64 word0, word1;

	if (!(registers[R_STATUS / 4] & QUEUE))
		return;
	while (budget-- && !(registers[R_FAULTS / 4] & QUEUE_ERROR) &&
	       *head != registers[R_QUEUE_TAIL / 4]) {
		word0 = device_read64((queue & PAGE_ADDRESS) + *head);
		word1 = device_read64((queue & PAGE_ADDRESS) + *head + 8);
		switch ((word0 & 15) | (word0 >> 5 & 0x70)) {
		case 1:		/* contexts and PASIDs are looked up anew at every walk, */
		case 7:
		case 4:		/* and there are no interrupts */
			break;
		case 2:
			invalidate_iotlb(word0, word1);
			break;
		case 3:
			invalidate_device(word0, word1);
			break;
		case 6:
			invalidate_first_stage(word0, word1);
			break;
		case 5:
			if (!answer)
				return;
			answer = false;
			/* The status is what the driver sees; without it there is nothing. */
			if (word0 & 1 << 5) {
				device_write32(word1 & ~3ull, word0 >> 32);
				device_complete();
			}
			break;
		default:
			bench_unsupported("VT-d descriptor", word0);
		}
		if (!(registers[R_FAULTS / 4] & QUEUE_ERROR))
			*head = (*head + bytes) % size;
	}
}

void bench_poll(void)
{
	take_descriptors(true);
}

static bool is_register(u64 offset, unsigned int bytes)
{
	bool known = offset <= R_ROOT || (offset >= R_FAULTS && offset <= R_PROTECTED) ||
		     (offset >= R_QUEUE_HEAD && offset <= R_QUEUE) ||
		     offset == R_QUEUE_ERRORS ||
		     (offset >= 0x200 && offset < R_END);	/* fault records, all empty */

	if (!known || (bytes != 4 && bytes != 8) || offset % 4)
		bench_unsupported("VT-d register", offset);
	return known;
}

u64 bench_mmio_read(u64 address, unsigned int bytes)
{
	u64 offset = address - BENCH_MMIO_BASE;

	return is_register(offset, bytes) ? register_pair(offset) : 0;
}

void bench_mmio_write(u64 address, u64 value, unsigned int bytes)
{
	u64 offset = address - BENCH_MMIO_BASE;

#ifdef BENCH_ATS_CONTROL
	if (bench_ats_write(offset, value, true))
		return;
#endif
	if (!is_register(offset, bytes) || offset < R_COMMAND)
		return;
	if (offset == R_COMMAND) {
		registers[R_STATUS / 4] = value & (TRANSLATION | QUEUE);
		registers[R_STATUS / 4] |= value & ROOT_TABLE;
		return;
	}
	if (offset == R_FAULTS) {
		registers[R_FAULTS / 4] &= ~value;
		take_descriptors(false);
		return;
	}
	if (offset == R_QUEUE)
		registers[R_QUEUE_HEAD / 4] = 0;
	registers[offset / 4] = value;
	if (bytes == 8)
		registers[offset / 4 + 1] = value >> 32;
	take_descriptors(false);
}

/* 8.1 and 8.3: the firmware's table has one unit, for all of PCI. */
static struct {
	struct acpi_table_dmar head;
	struct acpi_dmar_hardware_unit unit;
} __packed firmware = {
	.head.header = { .signature = "DMAR", .length = sizeof(firmware) },
	.head.width = 47,
	.unit = {
		.header.length = sizeof(firmware.unit),
		.flags = 1,
		.address = BENCH_MMIO_BASE,
	},
};

acpi_status acpi_get_table(char *signature, u32 instance, struct acpi_table_header **table)
{
	*table = &firmware.head.header;
	return AE_OK;
}

void acpi_put_table(struct acpi_table_header *table)
{
}

/* Up to where the domain comes. */
static int bench_intel_start(void)
{
	struct dmar_drhd_unit *unit;
	struct iommu_device *found;
	int error;

	registers[R_VERSION / 4] = 0x10;
	*(u64 *)&registers[R_CAP / 4] = VTD_CAPABILITIES;
	*(u64 *)&registers[R_ECAP / 4] = VTD_BASIC | VTD_EXTENDED;
	error = dmar_table_init();
	if (error)
		return error;
	unit = list_first_entry(&dmar_drhd_units, struct dmar_drhd_unit, list);
	unit->iommu->irq = 1;	/* of faults, of which there are none */
	error = init_dmars();
	if (error)
		return error;
	iommu_enable_translation(unit->iommu);
	bench_client_join(&unit->iommu->iommu, &intel_iommu_ops, 0);
	found = intel_iommu_ops.probe_device(&bench_client);
	return IS_ERR(found) ? PTR_ERR(found) : 0;
}

#endif
