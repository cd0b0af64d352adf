/* SPDX-License-Identifier: GPL-2.0-only
 *
 * bench: omap
 * driver: drivers/iommu/omap-iommu.c
 * units: drivers/iommu/iommu.c
 * page: 4096
 * iova: 0x100000
 * leaf: 4096 65536 1048576 16777216
 * walker: non-coherent
 * skip: queued-unmaps because the driver has no IOMMU_CAP_DEFERRED_FLUSH, so the core queues nothing
 *
 * The MMU of an OMAP4's processor: short-descriptor tables, and a TLB whose entries can be read one
 * by one, written, and flushed by what they translate. A write that has arrived has done its work.
 */
#include "drivers/iommu/omap-iommu.c"

#define BENCH_COMPATIBLE "ti,omap4-iommu"
#define BENCH_PHANDLES { "iommus", &bench_node, 0 }

#include "bench.h"
#include "platform.h"
#include "registers.h"
#include "v7s-walk.h"
#include "visible-tlb.h"

enum {
	R_CNTL		= 0x44,		/* bits 2..1: enabled, with table walks */
	R_TTB		= 0x4c,
	R_LOCK		= 0x50,		/* bits 8..4: the entry that READ_CAM and READ_RAM show */
	R_LD_TLB	= 0x54,		/* puts what CAM and RAM say into the TLB */
	R_CAM		= 0x58,		/* an IOVA; bit 2: valid; bits 1..0: a size */
	R_RAM		= 0x5c,
	R_GFLUSH	= 0x60,
	R_FLUSH_ENTRY	= 0x64,		/* takes what CAM says out of the TLB */
	R_READ_CAM	= 0x68,
	R_READ_RAM	= 0x6c,
	REGISTERS_END	= 0x70,
};

static const u16 known[] = {
	R_CNTL, R_TTB, R_LOCK, R_LD_TLB, R_CAM, R_RAM, R_GFLUSH, R_FLUSH_ENTRY, R_READ_CAM,
	R_READ_RAM, 0x00, 0x18, 0x1c,		/* revision, interrupts */
};

static const u32 sizes[4] = { 1 << 20, 65536, 4096, 16 << 20 };	/* in CAM */

static u32 registers[REGISTERS_END / 4];
static struct bench_leaf loaded;		/* an entry that the driver put there */
static struct bench_leaf *shown;		/* entry number 0, as the driver reads it */

static bool walk(u64 iova, struct bench_leaf *leaf)
{
	return (registers[R_CNTL / 4] & 6) == 6 &&
	       v7s_walk(registers[R_TTB / 4] & ~0x3fffu, iova, leaf);
}

bool bench_walk(u64 iova, struct bench_leaf *leaf)
{
	if (loaded.size && iova >= loaded.first && iova - loaded.first < loaded.size) {
		*leaf = loaded;
		return true;
	}
	if (!walk(iova, leaf))
		return false;
	bench_tlb_note(leaf);
	return true;
}

static u32 cam_of(struct bench_leaf *entry)
{
	u32 code;

	for (code = 0; code < 3 && sizes[code] != entry->size; code++)
		;
	return entry->first | 1 << 2 | code;
}

u64 bench_mmio_read(u64 address, unsigned int bytes)
{
	u32 *reg = bench_register(registers, known, address, bytes, "omap register");

	if (reg == &registers[R_READ_CAM / 4])
		return shown ? cam_of(shown) : 0;
	if (reg == &registers[R_READ_RAM / 4])
		return shown ? shown->phys : 0;
	return reg ? *reg : 0;
}

static void flush_entry(u64 first, u64 size)
{
	if (loaded.first == first)
		loaded.size = 0;
	bench_tlb_forget(first);
	device_invalidate_range(first, first + size - 1, size);
}

void bench_mmio_write(u64 address, u64 value, unsigned int bytes)
{
	u32 *reg = bench_register(registers, known, address, bytes, "omap register");
	u64 size = sizes[registers[R_CAM / 4] & 3];
	u64 first = registers[R_CAM / 4] & ~(size - 1);

	if (!reg)
		return;
	*reg = value;
	if (reg == &registers[R_LOCK / 4]) {
		if (value >> 10 & 0x1f)
			bench_unsupported("omap entries that are not to be replaced", value);
		shown = value >> 4 & 0x1f ? NULL : bench_tlb_outdated(walk);
	} else if (reg == &registers[R_FLUSH_ENTRY / 4]) {
		flush_entry(first, size);
	} else if (reg == &registers[R_LD_TLB / 4]) {
		loaded = (struct bench_leaf){ first, size, registers[R_RAM / 4] & ~(size - 1) };
	} else if (reg == &registers[R_GFLUSH / 4]) {
		bench_tlb_forget_all();
		loaded.size = 0;
		device_invalidate_all();
	}
	device_complete();
}

/* Runtime power management: the first user brings the MMU up. */
int __pm_runtime_resume(struct device *dev, int flags)
{
	static bool is_up;
	bool was_up = is_up;

	is_up = true;
	return was_up ? 0 : omap_iommu_runtime_resume(&bench_platform.dev);
}

/* It stays up. */
int __pm_runtime_idle(struct device *dev, int flags)
{
	return 0;
}

int bench_setup(void)
{
	int error = omap_iommu_init();

	if (!error)
		error = bench_platform_join(&omap_iommu_ops, 0);
	return error ? error : bench_client_attach();
}
