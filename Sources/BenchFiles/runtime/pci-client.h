/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * For benches of drivers that want PCI: included before client.h, it makes the client a PCI
 * function with no capability that has to do with address translation.
 */
#ifndef BENCH_PCI_CLIENT_H
#define BENCH_PCI_CLIENT_H

#include <linux/errno.h>
#include <linux/pci.h>

#define BENCH_PCI_BUS	1
#define BENCH_PCI_DEVFN	0x10
#define BENCH_PCI_ID	(BENCH_PCI_BUS << 8 | BENCH_PCI_DEVFN)

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
