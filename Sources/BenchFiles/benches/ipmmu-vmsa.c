/* SPDX-License-Identifier: GPL-2.0-only
 *
 * bench: ipmmu-vmsa
 * driver: drivers/iommu/ipmmu-vmsa.c
 * units: drivers/iommu/iommu.c drivers/iommu/io-pgtable.c drivers/iommu/io-pgtable-arm.c
 * units: lib/find_bit.c
 * page: 4096
 * iova: 0x200000
 * leaf: 4096 2097152 1073741824
 * walker: non-coherent
 * skip: queued-unmaps because the driver has no IOMMU_CAP_DEFERRED_FLUSH, so the core queues nothing
 *
 * The IPMMU of R-Car Gen2: the long format of VMSAv8-32, one context, and a bit that flushes all
 * of the context's TLB and reads as 1 until that is done.
 */
#include "drivers/iommu/ipmmu-vmsa.c"

#define BENCH_COMPATIBLE "renesas,ipmmu-vmsa"

#include "bench.h"
#include "platform.h"
#include "lpae-walk.h"

#define UTLB		3	/* of the client */
#define CONTEXTS	1
#define ALIAS		0x800	/* where the registers of the non-secure side begin */

/* Of a context; 0x40 bytes each. */
enum {
	IMCTR_AT	= 0x00,
	IMTTBCR_AT	= 0x08,
	IMBUSCR_AT	= 0x0c,
	IMTTLBR0_AT	= 0x10,
	IMTTUBR0_AT	= 0x14,
	IMSTR_AT	= 0x20,
	IMMAIR0_AT	= 0x28,
	/* Of the micro-TLBs; 16 bytes each. */
	IMUCTR_AT	= 0x300,
	IMUASID_AT	= 0x308,
	REGISTERS_END	= 0x500,
};

enum {
	ENABLE		= 1 << 0,
	FLUSH		= 1 << 1,
};

static u32 registers[REGISTERS_END / 4];

static u32 *find_register(u64 address, unsigned int bytes)
{
	u64 offset = address - BENCH_MMIO_BASE - ALIAS;

	switch (bytes == 4 ? offset : REGISTERS_END) {
	case IMCTR_AT:
	case IMTTBCR_AT:
	case IMBUSCR_AT:
	case IMTTLBR0_AT:
	case IMTTUBR0_AT:
	case IMSTR_AT:
	case IMMAIR0_AT:
	case IMUCTR_AT + 16 * UTLB:
	case IMUASID_AT + 16 * UTLB:
		return &registers[offset / 4];
	default:
		bench_unsupported("ipmmu register", address - BENCH_MMIO_BASE);
		return NULL;
	}
}

/* The driver that sees the flush bit gone knows that the TLB is empty; not at its first look. */
u64 bench_mmio_read(u64 address, unsigned int bytes)
{
	u32 *reg = find_register(address, bytes);
	u32 value = reg ? *reg : 0;

	if (reg != &registers[IMCTR_AT / 4])
		return value;
	if (!(value & FLUSH))
		device_complete();
	*reg &= ~FLUSH;
	return value;
}

void bench_mmio_write(u64 address, u64 value, unsigned int bytes)
{
	u32 *reg = find_register(address, bytes);

	if (!reg)
		return;
	*reg = value;
	/* A micro-TLB is flushed through its context. */
	if (reg == &registers[IMCTR_AT / 4] && (value & FLUSH))
		device_invalidate_all();
}

bool bench_walk(u64 iova, struct bench_leaf *leaf)
{
	u32 utlb = registers[(IMUCTR_AT + 16 * UTLB) / 4];
	u32 control = registers[IMTTBCR_AT / 4];
	struct lpae_tables tables = {
		.base = registers[IMTTLBR0_AT / 4] & ~0xfffu,
		.address_bits = 32 - (control & 7),
		.granule_shift = 12,
		.first_level = control & 1 << 4 ? 1 : 2,
	};

	if (!(utlb & ENABLE) || (utlb >> 4 & 0xf) >= CONTEXTS ||
	    !(registers[IMCTR_AT / 4] & ENABLE))
		return false;
	if (!(control >> 31)) {
		bench_unsupported("ipmmu short-descriptor tables", control);
		return false;
	}
	tables.base |= (u64)(registers[IMTTUBR0_AT / 4] & 0xff) << 32;
	return lpae_walk(&tables, iova, leaf);
}

int bench_setup(void)
{
	int error = bench_platform_probe(&ipmmu_driver, ipmmu_probe);

	if (!error)
		error = bench_platform_join(&ipmmu_ops, UTLB);
	if (!error)
		error = bench_client_attach();
	registers[IMCTR_AT / 4] &= ~FLUSH;	/* done long before the next write */
	return error;
}
