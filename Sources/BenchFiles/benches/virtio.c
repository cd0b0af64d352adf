/* SPDX-License-Identifier: GPL-2.0-only
 *
 * bench: virtio
 * driver: drivers/iommu/virtio-iommu.c
 * units: drivers/iommu/iommu.c lib/interval_tree.c lib/rbtree.c lib/scatterlist.c
 * page: 4096
 * iova: 0x200000
 * leaf: 4096
 *
 * A paravirtual IOMMU, which is told each mapping in a request, and keeps them itself. A request
 * counts as made when it is in the queue, as a table entry would when it is written; what the
 * device has cached of it goes when it is notified, and the driver knows when it gets the request
 * back. Chapters are those of the Virtual I/O Device (VIRTIO) specification, 1.2.
 */
#include <linux/device.h>
#include <linux/iommu.h>
#include <linux/virtio.h>

static struct virtio_device bench_virtio;

/* The driver looks for its instance. */
#define driver_find_device(...)		(&bench_virtio.dev)
#define bus_find_device(...)		(&bench_virtio.dev)

#include "drivers/iommu/virtio-iommu.c"

#include "bench.h"
#include "client.h"

#define ENDPOINT	7
#define QUEUE_SIZE	64

/* The queue's indices as registers; a read of USED takes a request back, 0 for none. */
enum { ADDED = 0, NOTIFIED = 4, USED = 8 };

/* 5.13.6.3 to 5.13.6.6: requests, and what comes back. */
enum { T_ATTACH = 1, T_MAP = 3, T_UNMAP = 4, T_PROBE = 5 };
enum { TAIL = 4, PROPERTIES = 64 };		/* bytes */
enum { S_OK = 0, S_INVAL = 4, S_RANGE = 5, S_NOENT = 6 };

static struct slot {
	u64 request, answer;		/* physical */
	u64 first, last;		/* of an unmap, else nothing */
	u32 answer_bytes;
	void *cookie;
} queue[QUEUE_SIZE];
static u32 added, notified, used;

static struct mapping { u64 first, last, phys; } mappings[4096];
static u32 mapping_count, attached_domain;

static u32 map(u64 first, u64 last, u64 phys)
{
	u32 i;

	for (i = 0; i < mapping_count; i++)
		if (mappings[i].first <= last && mappings[i].last >= first)
			return S_INVAL;
	if (mapping_count == ARRAY_SIZE(mappings)) {
		bench_unsupported("virtio mapping number", mapping_count);
		return S_INVAL;
	}
	mappings[mapping_count++] = (struct mapping){ first, last, phys };
	return S_OK;
}

/* A mapping goes as a whole, or the request is refused. */
static u32 unmap(u64 first, u64 last)
{
	u32 i;

	for (i = 0; i < mapping_count; i++)
		if (mappings[i].first <= last && mappings[i].last >= first &&
		    (mappings[i].first < first || mappings[i].last > last))
			return S_RANGE;
	for (i = mapping_count; i-- > 0;)
		if (mappings[i].first >= first && mappings[i].last <= last)
			mappings[i] = mappings[--mapping_count];
	return S_OK;
}

static void take_request(struct slot *slot)
{
	u32 type = device_read32(slot->request) & 0xff;
	u32 domain = device_read32(slot->request + 4);
	u64 first = device_read64(slot->request + 8);
	u64 last = device_read64(slot->request + 16);
	u32 status = S_NOENT;

	slot->first = 1;
	slot->last = 0;
	/* The device writes a tail; in front of that, to a probe, what the endpoint is like: nothing. */
	if (slot->answer_bytes != TAIL + (type == T_PROBE ? PROPERTIES : 0))
		bench_unsupported("virtio length of an answer", slot->answer_bytes);
	if (type == T_PROBE) {
		device_write32(slot->answer, 0);
		device_write32(slot->answer + PROPERTIES, S_OK);
		return;
	}
	if (type == T_ATTACH && (u32)first == ENDPOINT && !attached_domain) {
		attached_domain = domain;
		status = S_OK;
	} else if (type == T_MAP && domain == attached_domain) {
		status = map(first, last, device_read64(slot->request + 24));
	} else if (type == T_UNMAP && domain == attached_domain) {
		status = unmap(first, last);
		if (status == S_OK) {
			slot->first = first;
			slot->last = last;
		}
	} else if (type != T_MAP && type != T_UNMAP) {
		bench_unsupported("virtio request", type);
	}
	device_write32(slot->answer, status);
}

void bench_mmio_write(u64 address, u64 value, unsigned int bytes)
{
	if (address == BENCH_MMIO_BASE + ADDED)
		take_request(&queue[(added - 1) % QUEUE_SIZE]);
	for (; address == BENCH_MMIO_BASE + NOTIFIED && notified != added; notified++)
		device_invalidate_range(queue[notified % QUEUE_SIZE].first,
					queue[notified % QUEUE_SIZE].last, 0);
}

u64 bench_mmio_read(u64 address, unsigned int bytes)
{
	if (used == notified)
		return 0;
	if (++used == notified)
		device_complete();
	return used;
}

bool bench_walk(u64 iova, struct bench_leaf *leaf)
{
	u32 i;

	for (i = 0; i < mapping_count; i++) {
		if (iova < mappings[i].first || iova > mappings[i].last)
			continue;
		leaf->first = mappings[i].first;
		leaf->size = mappings[i].last - mappings[i].first + 1;
		leaf->phys = mappings[i].phys;
		return true;
	}
	return false;
}

/* What drivers/virtio does. */
int virtqueue_add_sgs(struct virtqueue *vq, struct scatterlist *lists[], unsigned int out,
		      unsigned int in, void *cookie, gfp_t gfp)
{
	struct slot *slot = &queue[added % QUEUE_SIZE];

	if (added - used == QUEUE_SIZE)
		return -ENOSPC;
	slot->request = sg_phys(lists[0]);
	slot->answer_bytes = lists[out]->length;
	slot->answer = sg_phys(lists[out]);
	slot->cookie = cookie;
	added++;
	writel(added, BENCH_MMIO(ADDED));
	return 0;
}

bool virtqueue_kick(struct virtqueue *vq)
{
	writel(added, BENCH_MMIO(NOTIFIED));
	return true;
}

void *virtqueue_get_buf(struct virtqueue *vq, unsigned int *length)
{
	u32 taken = readl(BENCH_MMIO(USED));

	*length = 4;
	return taken ? queue[(taken - 1) % QUEUE_SIZE].cookie : NULL;
}

int virtqueue_add_inbuf(struct virtqueue *vq, struct scatterlist *list, unsigned int count,
			void *cookie, gfp_t gfp)
{
	return 0;
}

void virtio_check_driver_offered_feature(const struct virtio_device *device, unsigned int bit)
{
}

/* 5.13.4: every page size from 4 KiB, 48 bits, domains 1 to 255. */
static const u32 configuration[] = { 0xfffff000, ~0u, 0, 0, ~0u, 0xffff, 1, 255, PROPERTIES, 0 };

static void read_configuration(struct virtio_device *device, unsigned int offset, void *to,
			       unsigned int bytes)
{
	memcpy(to, (const u8 *)configuration + offset, bytes);
}

static int find_queues(struct virtio_device *device, unsigned int count, struct virtqueue *found[])
{
	static struct virtqueue queues[2] = { { .num_free = QUEUE_SIZE }, { .num_free = 1 } };

	found[0] = &queues[0];
	found[1] = &queues[1];
	return 0;
}

static u8 read_status(struct virtio_device *device)
{
	return 0;
}

static void write_status(struct virtio_device *device, u8 status)
{
}

static const struct virtio_config_ops transport = {
	.get = read_configuration,
	.get_status = read_status,
	.set_status = write_status,
	.find_vqs = (void *)find_queues,
};

int bench_setup(void)
{
	struct iommu_device *found;
	int error;

	bench_virtio.dev.init_name = "bench-virtio";
	bench_virtio.config = &transport;
	/* VERSION_1, INPUT_RANGE, DOMAIN_RANGE, MAP_UNMAP and PROBE. */
	bench_virtio.features = 1ull << 32 | 1 << 0 | 1 << 1 | 1 << 2 | 1 << 4;
	error = viommu_probe(&bench_virtio);
	if (error)
		return error;
	bench_client_join(&((struct viommu_dev *)bench_virtio.priv)->iommu, &viommu_ops, ENDPOINT);
	found = viommu_ops.probe_device(&bench_client);
	return IS_ERR(found) ? PTR_ERR(found) : bench_client_attach();
}
