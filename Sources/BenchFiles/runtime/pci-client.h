/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * For benches of drivers that want PCI: included before client.h, it makes the client a PCI
 * function. It has a cache of its own (ATS) where the bench says in BENCH_ATS_CONTROL to which
 * register 1 is to be written when that is turned on, and 0 when it is turned off; otherwise it has
 * no capability that has to do with address translation.
 */
#ifndef BENCH_PCI_CLIENT_H
#define BENCH_PCI_CLIENT_H

#include <linux/errno.h>
#include <linux/pci.h>

#include "device.h"

#define BENCH_PCI_BUS	1
#define BENCH_PCI_DEVFN	0x10
#define BENCH_PCI_ID	(BENCH_PCI_BUS << 8 | BENCH_PCI_DEVFN)

/*
 * ATS and those who took its way of writing ranges: the size of what an address with its size bit
 * set means is 2 to the power of the position of the lowest 0 from bit 12 on, + 1; 0 for 2^64.
 */
static inline u64 bench_size_in_address(u64 address)
{
	u64 size = 0x2000;

	while (size && (address & size >> 1))
		size <<= 1;
	return size;
}

static struct pci_bus bench_pci_bus = { .number = BENCH_PCI_BUS };
static struct pci_dev bench_pci_client = {
	.bus = &bench_pci_bus,
	.devfn = BENCH_PCI_DEVFN,
	.dev = { .init_name = "bench-client", .bus = (void *)&pci_bus_type },
};

#define bench_client bench_pci_client.dev

/* Its only requester ID is its own. */
int pci_for_each_dma_alias(struct pci_dev *device,
			   int (*visit)(struct pci_dev *, u16, void *), void *data)
{
	return visit(device, pci_dev_id(device), data);
}

/* Nothing else is on the bus. */
struct pci_dev *pci_get_device(unsigned int vendor, unsigned int device, struct pci_dev *from)
{
	return NULL;
}

struct pci_dev *pci_real_dma_dev(struct pci_dev *device)
{
	return device;
}

#ifdef BENCH_ATS_CONTROL
/*
 * For the device model: whether it is the function's register that is written. With `waits` as in
 * device_atc_enable().
 */
static inline bool bench_ats_write(u64 offset, u64 value, bool waits)
{
	if (offset != BENCH_ATS_CONTROL)
		return false;
	if (value)
		device_atc_enable(waits);
	else
		device_atc_disable();
	return true;
}

bool pci_ats_supported(struct pci_dev *device)
{
	return true;
}

int pci_ats_page_aligned(struct pci_dev *device)
{
	return 1;
}

int pci_ats_queue_depth(struct pci_dev *device)
{
	return 8;
}

int pci_enable_ats(struct pci_dev *device, int page_shift)
{
	device->ats_enabled = 1;
	writel(1, BENCH_MMIO(BENCH_ATS_CONTROL));
	return 0;
}

int pci_prepare_ats(struct pci_dev *device, int page_shift)
{
	return 0;
}

void pci_disable_ats(struct pci_dev *device)
{
	device->ats_enabled = 0;
	writel(0, BENCH_MMIO(BENCH_ATS_CONTROL));
}
#else
bool pci_ats_supported(struct pci_dev *device)
{
	return false;
}

int pci_enable_ats(struct pci_dev *device, int page_shift)
{
	return -EINVAL;
}

int pci_prepare_ats(struct pci_dev *device, int page_shift)
{
	return -EINVAL;
}

void pci_disable_ats(struct pci_dev *device)
{
}
#endif

bool pci_pri_supported(struct pci_dev *device)
{
	return false;
}

int pci_max_pasids(struct pci_dev *device)
{
	return -EINVAL;
}

int pci_pasid_features(struct pci_dev *device)
{
	return -EINVAL;
}

#endif
