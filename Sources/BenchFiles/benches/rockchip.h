/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The Rockchip IOMMU, which is a Mali-400 MMU: two levels of 1024 entries of 32 bits, commands
 * that work at once, and a register that empties one line of the TLB. The bench that includes this
 * says in BENCH_COMPATIBLE which one it is and in ADDRESS_HIGH_BITS whether bits 11..4 of an entry
 * are bits 35..32 and 39..36 of an address.
 */
#ifndef BENCH_ROCKCHIP_H
#define BENCH_ROCKCHIP_H

#include "drivers/iommu/rockchip-iommu.c"

#include "bench.h"
#include "platform.h"
#include "registers.h"

enum {
	DTE_ADDR	= 0x00,
	STATUS		= 0x04,
	COMMAND		= 0x08,
	ZAP_ONE_LINE	= 0x10,
	INT_MASK	= 0x1c,
	AUTO_GATING	= 0x24,
	REGISTERS_END	= 0x28,
};

static const u16 known[] = { DTE_ADDR, STATUS, COMMAND, ZAP_ONE_LINE, INT_MASK, AUTO_GATING };

enum {
	STATUS_PAGING	= 1 << 0,
	STATUS_STALLED	= 1 << 2,
	STATUS_IDLE	= 1 << 3,
};

enum {
	ENABLE_PAGING	= 0,
	DISABLE_PAGING	= 1,
	ENABLE_STALL	= 2,
	DISABLE_STALL	= 3,
	ZAP_CACHE	= 4,
	PAGE_FAULT_DONE	= 5,
	FORCE_RESET	= 6,
};

static u32 registers[REGISTERS_END / 4] = { [STATUS / 4] = STATUS_IDLE };

u64 bench_mmio_read(u64 address, unsigned int bytes)
{
	u32 *reg = bench_register(registers, known, address, bytes, "rockchip register");

	return reg ? *reg : 0;
}

/* A zap has no done bit: a write that has arrived has done its work. */
static void execute(u32 command)
{
	u32 *status = &registers[STATUS / 4];

	switch (command) {
	case ENABLE_PAGING:
		*status |= STATUS_PAGING;
		break;
	case DISABLE_PAGING:
		*status &= ~STATUS_PAGING;
		break;
	case ENABLE_STALL:
		*status |= *status & STATUS_PAGING ? STATUS_STALLED : 0;
		break;
	case DISABLE_STALL:
		*status &= ~STATUS_STALLED;
		break;
	case ZAP_CACHE:
		device_invalidate_all();
		device_complete();
		break;
	case PAGE_FAULT_DONE:
		break;
	case FORCE_RESET:
		memset(registers, 0, sizeof(registers));
		*status = STATUS_IDLE;
		break;
	default:
		bench_unsupported("rockchip command", command);
	}
}

void bench_mmio_write(u64 address, u64 value, unsigned int bytes)
{
	u32 *reg = bench_register(registers, known, address, bytes, "rockchip register");

	if (!reg)
		return;
	if (reg == &registers[COMMAND / 4]) {
		execute(value);
	} else if (reg == &registers[ZAP_ONE_LINE / 4]) {
		device_invalidate_range((u32)value & ~0xfffu, (u32)value | 0xfff, 0);
		device_complete();
	} else if (reg != &registers[STATUS / 4]) {
		*reg = value;
	}
}

static u64 address_in(u32 entry)
{
	u64 address = entry & ~0xfffu;

	if (ADDRESS_HIGH_BITS)
		address |= (u64)(entry >> 8 & 0xf) << 32 | (u64)(entry >> 4 & 0xf) << 36;
	return address;
}

/* Bit 0 of an entry is valid; an entry of the first level covers 4 MiB, of the second 4 KiB. */
bool bench_walk(u64 iova, struct bench_leaf *leaf)
{
	u32 entry;

	if (!(registers[STATUS / 4] & STATUS_PAGING) || iova >> 32)
		return false;
	entry = device_read32(address_in(registers[DTE_ADDR / 4]) + (iova >> 22) * 4);
	if (!(entry & 1))
		return false;
	entry = device_read32(address_in(entry) + (iova >> 12 & 0x3ff) * 4);
	if (!(entry & 1))
		return false;
	leaf->first = iova & ~0xfffULL;
	leaf->size = 4096;
	leaf->phys = address_in(entry);
	return true;
}

int bench_setup(void)
{
	int error = bench_platform_probe(&rk_iommu_driver, rk_iommu_probe);

	if (!error)
		error = bench_platform_join(&rk_iommu_ops, 0);
	return error ? error : bench_client_attach();
}

#endif
