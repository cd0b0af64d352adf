/* SPDX-License-Identifier: GPL-2.0-only
 *
 * bench: qcom_iommu
 * driver: drivers/iommu/arm/arm-smmu/qcom_iommu.c
 * units: drivers/iommu/iommu.c drivers/iommu/io-pgtable.c drivers/iommu/io-pgtable-arm.c
 * units: lib/find_bit.c
 * page: 4096
 * iova: 0x200000
 * leaf: 4096
 * walker: non-coherent
 * skip: queued-unmaps because the driver has no IOMMU_CAP_DEFERRED_FLUSH, so the core queues nothing
 *
 * A context bank of an SMMUv2 whose other registers firmware keeps: the long format of VMSAv8-32,
 * of which the driver uses only pages. Chapters are those of IHI 0062.
 */
#include "drivers/iommu/arm/arm-smmu/qcom_iommu.c"

#include "bench.h"
#include "client.h"
#include "lpae-walk.h"

#define ASID 1			/* also the number of the client's bank */

/* Chapter 16. */
enum {
	SCTLR		= 0x00,
	TCR2		= 0x10,
	TTBR0		= 0x20,		/* 64 bits */
	TTBR1		= 0x28,		/* 64 bits */
	TCR		= 0x30,
	MAIR0		= 0x38,
	MAIR1		= 0x3c,
	FSR		= 0x58,
	FAR		= 0x60,
	TLBIVA		= 0x600,
	TLBIASID	= 0x610,
	TLBIVAL		= 0x620,
	TLBSYNC		= 0x7f0,
	TLBSTATUS	= 0x7f4,
};

static u32 registers[FAR / 4 + 2];
static enum { SYNC_NONE, SYNC_BUSY, SYNC_DONE } sync;

u64 bench_mmio_read(u64 address, unsigned int bytes)
{
	if (address != BENCH_MMIO_BASE + TLBSTATUS || bytes != 4) {
		bench_unsupported("qcom_iommu register", address - BENCH_MMIO_BASE);
		return 0;
	}
	/* The first look at the status still finds it busy. */
	if (sync == SYNC_BUSY) {
		sync = SYNC_DONE;
		return 1;
	}
	if (sync == SYNC_DONE)
		device_complete();
	return 0;
}

/* Chapter 4.5: bits 31..12 of an IOVA, and an ASID. */
static void invalidate(u64 offset, u32 value)
{
	u32 address = value & ~0xfffu;

	sync = SYNC_NONE;
	if ((value & 0xff) != (registers[TTBR0 / 4 + 1] >> 16 & 0xff))
		return;
	if (offset == TLBIASID)
		device_invalidate_all();
	else if (offset == TLBIVA)
		device_invalidate_range(address, address | 0xfff, 0);
	else
		device_invalidate_leaves(address, address | 0xfff, 0);
}

void bench_mmio_write(u64 address, u64 value, unsigned int bytes)
{
	u64 offset = address - BENCH_MMIO_BASE;

	switch (bytes == (offset == TTBR0 || offset == TTBR1 ? 8 : 4) ? offset : 0xfff) {
	case TTBR0:
	case TTBR1:
		registers[offset / 4 + 1] = value >> 32;
		/* fall through */
	case SCTLR:
	case TCR2:
	case TCR:
	case MAIR0:
	case MAIR1:
	case FSR:
	case FAR:
		registers[offset / 4] = value;
		break;
	case TLBIVA:
	case TLBIVAL:
	case TLBIASID:
		invalidate(offset, value);
		break;
	case TLBSYNC:
		sync = SYNC_BUSY;
		break;
	default:
		bench_unsupported("qcom_iommu register", offset);
	}
}

bool bench_walk(u64 iova, struct bench_leaf *leaf)
{
	u32 control = registers[TCR / 4];
	u32 bits = 32 - (control & 7);
	struct lpae_tables tables = {
		.base = (registers[TTBR0 / 4] & ~0x1fu) |
			(u64)(registers[TTBR0 / 4 + 1] & 0xff) << 32,
		.address_bits = bits,
		.granule_shift = 12,
		.first_level = lpae_first_level(bits, 12),
	};

	if (!(registers[SCTLR / 4] & 1) || (control & 1 << 7))
		return false;
	if (!(control >> 31)) {
		bench_unsupported("qcom_iommu short-descriptor tables", control);
		return false;
	}
	return lpae_walk(&tables, iova, leaf);
}

static struct device iommu_device = { .init_name = "bench-qcom-iommu" };

int bench_setup(void)
{
	static struct qcom_iommu_ctx bank = {
		.dev = &iommu_device,
		.base = BENCH_MMIO(0),
		.secure_init = true,	/* by firmware */
		.asid = ASID,
	};
	struct qcom_iommu_dev *hardware = kzalloc(struct_size(hardware, ctxs, ASID + 1), GFP_KERNEL);
	struct iommu_device *found;

	if (!hardware)
		return -ENOMEM;
	hardware->dev = &iommu_device;
	hardware->max_asid = ASID;
	hardware->ctxs[ASID] = &bank;
	bench_client_join(&hardware->iommu, &qcom_iommu_ops, ASID);
	dev_iommu_priv_set(&bench_client, hardware);
	found = qcom_iommu_ops.probe_device(&bench_client);
	return IS_ERR(found) ? PTR_ERR(found) : bench_client_attach();
}
