/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * An SMMUv3 with stage 1, 4 KiB granule and one command queue, and the setup of its driver. The
 * bench that includes this says in SMMU_IDR3 which features of that register it has.
 *
 * Chapters are those of the Arm SMMU architecture specification, IHI 0070.
 */
#ifndef BENCH_ARM_SMMU_V3_H
#define BENCH_ARM_SMMU_V3_H

/* What reaches the driver on arm64 by way of other headers. */
#include <linux/mmu_notifier.h>
#include <asm/cpufeature.h>

#include <linux/device.h>

static struct device smmu_device = { .init_name = "bench-smmuv3" };

/* The driver asks the bus for its instance. */
#define driver_find_device_by_fwnode(driver, node) (&smmu_device)
#define bus_find_device_by_fwnode(bus, node) (&smmu_device)

#include "drivers/iommu/arm/arm-smmu-v3/arm-smmu-v3.c"

#include "bench.h"
#ifdef BENCH_ATS_CONTROL
#include "pci-client.h"
#endif
#include "client.h"
#include "lpae-walk.h"

#define IDR3_RANGE_INVALIDATION (1 << 10)

#define STREAM 7

/* Chapter 6: registers. */
enum {
	R_IDR0			= 0x00,
	R_IDR1			= 0x04,
	R_IDR3			= 0x0c,
	R_IDR5			= 0x14,
	R_IIDR			= 0x18,
	R_CR0			= 0x20,
	R_CR0ACK		= 0x24,
	R_CR1			= 0x28,
	R_CR2			= 0x2c,
	R_GBPA			= 0x44,
	R_IRQ_CTRL		= 0x50,
	R_IRQ_CTRLACK		= 0x54,
	R_GERROR		= 0x60,
	R_GERRORN		= 0x64,
	R_GERROR_IRQ_CFG0	= 0x68,
	R_STRTAB_BASE		= 0x80,
	R_STRTAB_BASE_CFG	= 0x88,
	R_CMDQ_BASE		= 0x90,
	R_CMDQ_PROD		= 0x98,
	R_CMDQ_CONS		= 0x9c,
	R_EVENTQ_BASE		= 0xa0,
	R_EVENTQ_IRQ_CFG0	= 0xb0,
	R_PAGE0_END		= 0xe0,
	R_EVENTQ_PROD		= 0x100a8,	/* in page 1 */
	R_EVENTQ_CONS		= 0x100ac,
};

#define CR0_SMMU_ENABLE		(1 << 0)
#define CR0_CMDQ_ENABLE		(1 << 3)
#define GBPA_UPDATE_BIT		(1u << 31)
#define ADDRESS_51_6		0x000fffffffffffc0ULL
#define ADDRESS_51_12		0x000ffffffffff000ULL

/* Chapter 4: commands. */
enum {
	C_PREFETCH_CONFIG	= 0x01,
	C_PREFETCH_ADDR		= 0x02,
	C_CFGI_STE		= 0x03,
	C_CFGI_ALL		= 0x04,		/* also CFGI_STE_RANGE */
	C_CFGI_CD		= 0x05,
	C_CFGI_CD_ALL		= 0x06,
	C_TLBI_NH_ALL		= 0x10,
	C_TLBI_NH_ASID		= 0x11,
	C_TLBI_NH_VA		= 0x12,
	C_TLBI_NH_VAA		= 0x13,
	C_TLBI_EL3_ALL		= 0x18,
	C_TLBI_EL2_ALL		= 0x20,
	C_TLBI_S12_VMALL	= 0x28,
	C_TLBI_NSNH_ALL		= 0x30,
	C_ATC_INV		= 0x40,
	C_SYNC			= 0x46,
};

static u32 registers[R_PAGE0_END / 4];
static u32 eventq_indices[2];
static u32 taken;		/* the commands that were executed; CONS tells it one look later */
static bool sync_taken, sync_told;

/* What the device finds when it looks up STREAM. */
struct stream {
	u64 table;		/* TTB0 */
	u32 address_bits;	/* of an IOVA */
	u32 granule_shift;
	u16 asid;
};

static u64 register_pair(u32 offset)
{
	return registers[offset / 4] | (u64)registers[offset / 4 + 1] << 32;
}

/* Chapter 5.1 and 3.3.1: the stream table entry's address, 0 for none. */
static u64 find_stream_table_entry(void)
{
	u64 base = register_pair(R_STRTAB_BASE) & ADDRESS_51_6;
	u32 config = registers[R_STRTAB_BASE_CFG / 4];
	u32 split = config >> 6 & 0x1f;
	u64 descriptor;

	if ((u64)STREAM >> (config & 0x3f))
		return 0;
	switch (config >> 16 & 3) {
	case 0:
		return base + STREAM * 64;
	case 1:
		descriptor = device_read64(base + (STREAM >> split) * 8);
		if (!(descriptor & 0x1f))
			return 0;
		return (descriptor & ADDRESS_51_6) + (STREAM & ((1u << split) - 1)) * 64;
	default:
		bench_unsupported("SMMUv3 stream table format", config);
		return 0;
	}
}

/* Chapters 5.2 and 5.4: false where there is no stage 1 translation. */
static bool find_stream(struct stream *stream)
{
	static const u8 granules[4] = { 12, 16, 14, 0 };
	u64 entry = find_stream_table_entry();
	u64 word, context;

	if (!entry)
		return false;
	word = device_read64(entry);
	if ((word & 1) == 0 || (word >> 1 & 7) != 5)
		return false;
	if (word >> 59 && (word >> 4 & 3)) {
		bench_unsupported("SMMUv3 two-level context table", word);
		return false;
	}
	context = word & ADDRESS_51_6;
	word = device_read64(context);
	if ((word & 1 << 14) || !(word >> 31 & 1))
		return false;
	stream->asid = word >> 48;
	stream->address_bits = 64 - (word & 0x3f);
	stream->granule_shift = granules[word >> 6 & 3];
	stream->table = device_read64(context + 8) & ADDRESS_51_12;
	return stream->granule_shift && stream->address_bits > stream->granule_shift &&
	       stream->address_bits <= 48;
}

bool bench_walk(u64 iova, struct bench_leaf *leaf)
{
	struct lpae_tables tables;
	struct stream stream;

	if (!(registers[R_CR0 / 4] & CR0_SMMU_ENABLE) || !find_stream(&stream))
		return false;
	tables.base = stream.table;
	tables.address_bits = stream.address_bits;
	tables.granule_shift = stream.granule_shift;
	tables.first_level = lpae_first_level(stream.address_bits, stream.granule_shift);
	return lpae_walk(&tables, iova, leaf);
}

/* Chapter 4.4.1: an invalidation by address, in its range form where the device has it. */
static void invalidate_address(u64 word0, u64 word1)
{
	u64 address = word1 & ~0xfffULL;
	u32 granule = word1 >> 10 & 3;
	u32 level = word1 >> 8 & 3;
	u32 count = (word0 >> 12 & 0x1f) + 1;
	u32 scale = word0 >> 20 & 0x1f;
	/* The bit that spares what is cached of the levels above. */
	void (*invalidate)(u64, u64, u64) =
		word1 & 1 ? device_invalidate_leaves : device_invalidate_range;
	u32 shift;

	if (!(registers[R_IDR3 / 4] & IDR3_RANGE_INVALIDATION) || !granule) {
		invalidate(address, address | 0xfff, 0);
		return;
	}
	if (count == 1 && !scale && !level) {
		bench_unsupported("SMMUv3 reserved range, word 0", word0);
		return;
	}
	shift = 10 + 2 * granule;
	invalidate(address, address + (((u64)count << scale) << shift) - 1,
		   level ? 1ULL << (shift + (3 - level) * (shift - 3)) : 0);
}

/* Chapter 4.5: 2 to the power of the size pages, of the function's requests without a PASID. */
static void invalidate_atc(u64 word0, u64 word1)
{
	u64 bytes = 0x1000ULL << (word1 & 0x3f);
	u64 first = word1 & ~0xfffULL;

	if ((word0 >> 32) != STREAM || (word0 & 1 << 11))
		return;
	if ((word1 & 0x3f) >= 52)
		device_atc_invalidate_all();
	else if (first & (bytes - 1))
		bench_unsupported("SMMUv3 ATC invalidation that is not aligned", word1);
	else
		device_atc_invalidate_range(first, first + bytes - 1);
}

static void execute(u64 word0, u64 word1)
{
	struct stream stream;
	u16 asid = word0 >> 48;

	switch (word0 & 0xff) {
	case C_PREFETCH_CONFIG:
	case C_PREFETCH_ADDR:
	case C_CFGI_STE:
	case C_CFGI_ALL:
	case C_CFGI_CD:
	case C_CFGI_CD_ALL:
		break;			/* configuration is read anew at every walk */
	case C_TLBI_EL2_ALL:
	case C_TLBI_EL3_ALL:
		break;			/* not this stream's translation regime */
	case C_TLBI_NH_ASID:
		if (find_stream(&stream) && stream.asid == asid)
			device_invalidate_all();
		break;
	case C_TLBI_NH_VA:
		if (find_stream(&stream) && stream.asid == asid)
			invalidate_address(word0, word1);
		break;
	case C_TLBI_NH_VAA:
		invalidate_address(word0, word1);
		break;
	case C_TLBI_NH_ALL:
	case C_TLBI_S12_VMALL:
	case C_TLBI_NSNH_ALL:
		device_invalidate_all();
		break;
	case C_ATC_INV:
		invalidate_atc(word0, word1);
		break;
	case C_SYNC:
		sync_taken = true;
		break;
	default:
		bench_unsupported("SMMUv3 command", word0 & 0xff);
	}
}

/* Chapter 3.5: executes what lies between CONS and PROD; at most the whole queue once. */
static void consume_commands(void)
{
	u64 base = register_pair(R_CMDQ_BASE);
	u32 size_shift = base & 0x1f;
	u32 size = 1u << size_shift;
	u32 index_mask = 2 * size - 1;	/* with the wrap bit */
	u32 cons = taken & index_mask;
	u32 prod = registers[R_CMDQ_PROD / 4] & index_mask;
	u32 budget;
	u64 command;

	if (!(registers[R_CR0 / 4] & CR0_CMDQ_ENABLE))
		return;
	if (size_shift > 19) {
		bench_unsupported("SMMUv3 command queue size", size_shift);
		return;
	}
	for (budget = size; budget && cons != prod; budget--) {
		command = (base & ADDRESS_51_6) + (cons & (size - 1)) * 16;
		execute(device_read64(command), device_read64(command + 8));
		cons = (cons + 1) & index_mask;
	}
	taken = cons;
}

/* CONS as a look finds it: not yet at what was executed since the last look. */
static u32 look_at_cons(void)
{
	u32 cons = registers[R_CMDQ_CONS / 4];

	/* A driver that sees CONS past its CMD_SYNC knows that what went before is complete. */
	if (sync_told)
		device_complete();
	registers[R_CMDQ_CONS / 4] = taken;
	sync_told = sync_taken;
	sync_taken = false;
	return cons;
}

static u32 *find_register(u64 offset)
{
	if (offset == R_EVENTQ_PROD || offset == R_EVENTQ_CONS)
		return &eventq_indices[(offset - R_EVENTQ_PROD) / 4];
	switch (offset) {
	case R_IDR0:
	case R_IDR1:
	case R_IDR3:
	case R_IDR5:
	case R_IIDR:
	case R_CR0:
	case R_CR0ACK:
	case R_CR1:
	case R_CR2:
	case R_GBPA:
	case R_IRQ_CTRL:
	case R_IRQ_CTRLACK:
	case R_GERROR:
	case R_GERRORN:
	case R_GERROR_IRQ_CFG0:
	case R_STRTAB_BASE:
	case R_STRTAB_BASE + 4:
	case R_STRTAB_BASE_CFG:
	case R_CMDQ_BASE:
	case R_CMDQ_BASE + 4:
	case R_CMDQ_PROD:
	case R_CMDQ_CONS:
	case R_EVENTQ_BASE:
	case R_EVENTQ_BASE + 4:
	case R_EVENTQ_IRQ_CFG0:
		return &registers[offset / 4];
	default:
		bench_unsupported("SMMUv3 register", offset);
		return NULL;
	}
}

u64 bench_mmio_read(u64 address, unsigned int bytes)
{
	u64 offset = address - BENCH_MMIO_BASE;
	u32 *reg = find_register(offset);

	if (!reg || bytes != 4) {
		if (reg)
			bench_unsupported("SMMUv3 wide read of register", offset);
		return 0;
	}
	return offset == R_CMDQ_CONS ? look_at_cons() : *reg;
}

static void write_register(u64 offset, u32 value)
{
	u32 *reg = find_register(offset);

	if (!reg)
		return;
	*reg = value;
	switch (offset) {
	case R_CR0:
		registers[R_CR0ACK / 4] = value;
		consume_commands();
		break;
	case R_IRQ_CTRL:
		registers[R_IRQ_CTRLACK / 4] = value;
		break;
	case R_GBPA:
		*reg = value & ~GBPA_UPDATE_BIT;
		break;
	case R_CMDQ_PROD:
		consume_commands();
		break;
	case R_CMDQ_CONS:
		taken = value;
		break;
	}
}

void bench_mmio_write(u64 address, u64 value, unsigned int bytes)
{
	u64 offset = address - BENCH_MMIO_BASE;

#ifdef BENCH_ATS_CONTROL
	if (bench_ats_write(offset, value, false))
		return;
#endif
	if (bytes != 4 && bytes != 8) {
		bench_unsupported("SMMUv3 narrow write of register", offset);
		return;
	}
	/*
	 * A 64-bit register is written whole or, as the architecture allows, half by half. The
	 * IRQ_CFG0 registers are written by drivers that then write no IRQ_CFG1 and _CFG2.
	 */
	if (bytes == 8 && (offset == R_GERROR_IRQ_CFG0 || offset == R_EVENTQ_IRQ_CFG0)) {
		if (value)
			bench_unsupported("SMMUv3 message-signalled interrupt", value);
		return;
	}
	write_register(offset, value);
	if (bytes == 8)
		write_register(offset + 4, value >> 32);
}

static struct arm_smmu_device hardware;

int bench_setup(void)
{
	struct iommu_device *found;
	int error;

	/* Two-byte ASIDs, little-endian AArch64 tables, coherent access, stage 1. */
	registers[R_IDR0 / 4] = 2 << 21 | 1 << 12 | 1 << 4 | 2 << 2 | 1 << 1;
#ifdef BENCH_ATS_CONTROL
	registers[R_IDR0 / 4] |= 1 << 10;
	bench_client_fwspec.spec.flags |= IOMMU_FWSPEC_PCI_RC_ATS;	/* firmware's, of the root port */
#endif
	/* 128 commands, the fewest that the driver takes, 128 events, 8-bit stream IDs, no substreams. */
	registers[R_IDR1 / 4] = 7 << 21 | 7 << 16 | 8;
	registers[R_IDR3 / 4] = SMMU_IDR3;
	/* 4 KiB granule, 48-bit output addresses. */
	registers[R_IDR5 / 4] = 1 << 4 | 5;

	hardware.dev = &smmu_device;
	hardware.base = BENCH_MMIO(0);
	hardware.page1 = BENCH_MMIO(0x10000);
	hardware.features = ARM_SMMU_FEAT_COHERENCY;	/* firmware's dma-coherent */
	dev_set_drvdata(&smmu_device, &hardware);

	error = arm_smmu_device_hw_probe(&hardware);
	if (!error)
		error = arm_smmu_init_structures(&hardware);
	if (!error)
		error = BENCH_CALL(int, arm_smmu_device_reset)(&hardware, false);
	if (error)
		return error;

	bench_client_join(&hardware.iommu, &arm_smmu_ops, STREAM);
	found = arm_smmu_ops.probe_device(&bench_client);
	if (IS_ERR(found))
		return PTR_ERR(found);
	return bench_client_attach();
}

#endif
