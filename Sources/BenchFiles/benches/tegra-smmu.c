/* SPDX-License-Identifier: GPL-2.0-only
 *
 * bench: tegra-smmu
 * driver: drivers/iommu/tegra-smmu.c
 * units: drivers/iommu/iommu.c lib/find_bit.c
 * page: 4096
 * iova: 0x400000
 * leaf: 4096
 * walker: non-coherent
 * skip: queued-unmaps because the driver has no IOMMU_CAP_DEFERRED_FLUSH, so the core queues nothing
 *
 * The SMMU in the memory controller of the Tegra124: two levels of 1024 entries, address spaces,
 * a TLB that is emptied by 16 KiB, by 4 MiB or whole, and behind it a cache of the tables in lines
 * of 32 bytes (PTC). What is written is done when a register is read back.
 */
#include "drivers/iommu/tegra-smmu.c"

#define BENCH_COMPATIBLE "nvidia,tegra124-mc"
#define BENCH_LINE_BYTES 32

#include "bench.h"
#include "platform.h"
#include "registers.h"
#include "table-cache.h"

enum {
	CONFIG		= 0x010,
	PTB_ASID	= 0x01c,
	PTB_DATA	= 0x020,
	TLB_FLUSH	= 0x030,
	PTC_FLUSH	= 0x034,
	CLIENT_ENABLE	= 0x228,
	CLIENT_ASID	= 0x240,
	PTC_FLUSH_HI	= 0x9b8,
	REGISTERS_END	= 0x9bc,
};

static const u16 known[] = {
	CONFIG, PTB_ASID, PTB_DATA, TLB_FLUSH, PTC_FLUSH, CLIENT_ENABLE, CLIENT_ASID, PTC_FLUSH_HI,
	0x014, 0x018,		/* configuration of the TLB and of the PTC */
};

/* A client of the memory controller, which is the bench's client. */
#define SWGROUP		1
#define CLIENT_BIT	1

#define FORMER_SPACES	5

#define ENTRY_ADDRESS(entry) ((u64)((entry) & 0x3fffff) << 12)	/* 34 bits */

static u32 registers[REGISTERS_END / 4];
static u32 directories[128];		/* PTB_DATA of each address space */

static void flush_ptc(u32 value)
{
	u64 address = (u64)(registers[PTC_FLUSH_HI / 4] & 3) << 32 | (value & ~0x1fu);

	if (value & 1)
		bench_flush_line(address);
	else
		bench_flush_lines();
}

/* Bit 31: only of the address space in bits 30..24. Bits 1..0: how much, bits 19..2: where. */
static void flush_tlb(u32 value)
{
	static const u32 masks[4] = { 0xffffffff, 0, 0x3fffff, 0x3fff };
	u32 mask = masks[value & 3];
	u32 iova = value << 12;

	if (!mask)
		bench_unsupported("tegra-smmu TLB flush", value);
	if (!(value >> 31) || (value >> 24 & 0x7f) == (registers[CLIENT_ASID / 4] & 0x7f))
		device_invalidate_range(iova & ~mask, iova | mask, 0);
}

u64 bench_mmio_read(u64 address, unsigned int bytes)
{
	u32 *reg = bench_register(registers, known, address, bytes, "tegra-smmu register");

	if (!reg)
		return 0;
	device_complete();
	return *reg;
}

void bench_mmio_write(u64 address, u64 value, unsigned int bytes)
{
	u32 *reg = bench_register(registers, known, address, bytes, "tegra-smmu register");

	if (!reg)
		return;
	*reg = value;
	if (reg == &registers[PTB_DATA / 4])
		directories[registers[PTB_ASID / 4] & 0x7f] = value;
	else if (reg == &registers[TLB_FLUSH / 4])
		flush_tlb(value);
	else if (reg == &registers[PTC_FLUSH / 4])
		flush_ptc(value);
}

/* Bits 31 and 30 of an entry: readable, writable. Bit 28 of one of the first level: a table. */
bool bench_walk(u64 iova, struct bench_leaf *leaf)
{
	u32 space = registers[CLIENT_ASID / 4];
	u32 entry;

	if (!(registers[CONFIG / 4] & 1) || !(registers[CLIENT_ENABLE / 4] & 1 << CLIENT_BIT) ||
	    !(space >> 31) || iova >> 32)
		return false;
	entry = directories[space & 0x7f];
	if (!(entry >> 30))
		return false;
	entry = bench_cached_read32(ENTRY_ADDRESS(entry) + (iova >> 22) * 4);
	if (!(entry >> 30))
		return false;
	if (!(entry & 1 << 28))
		bench_unsupported("tegra-smmu large page", entry);
	entry = bench_cached_read32(ENTRY_ADDRESS(entry) + (iova >> 12 & 0x3ff) * 4);
	if (!(entry >> 30))
		return false;
	if (entry >> 30 != 3)
		bench_unsupported("tegra-smmu page for reads or writes alone", entry);
	leaf->first = iova & ~0xfffULL;
	leaf->size = 4096;
	leaf->phys = ENTRY_ADDRESS(entry);
	return true;
}

static const struct tegra_mc_client client = {
	.swgroup = SWGROUP, .regs.smmu = { .reg = CLIENT_ENABLE, .bit = CLIENT_BIT },
};
static const struct tegra_smmu_swgroup group = { .swgroup = SWGROUP, .reg = CLIENT_ASID };
static const struct tegra_smmu_soc smmu = {
	.clients = &client, .num_clients = 1, .swgroups = &group, .num_swgroups = 1,
	.num_tlb_lines = 32, .num_asids = 128,
};
static const struct tegra_mc_soc soc = {
	.num_address_bits = 34, .atom_size = BENCH_LINE_BYTES, .smmu = &smmu,
};

int bench_setup(void)
{
	static struct tegra_mc controller = { .soc = &soc, .regs = BENCH_MMIO(0) };
	u32 space;
	int error;

	/* As the driver of the memory controller does. */
	controller.dev = &bench_platform.dev;
	platform_set_drvdata(&bench_platform, &controller);
	error = PTR_ERR_OR_ZERO(tegra_smmu_probe(controller.dev, &smmu, &controller));
	if (!error)
		error = bench_platform_join(&tegra_smmu_ops, SWGROUP);
	if (error)
		return error;
	/* Address spaces are numbered from 0: the one under test is not the first. */
	for (space = 0; !error && space < FORMER_SPACES; space++)
		error = bench_client_attach();
	return error ? error : bench_client_attach();
}
