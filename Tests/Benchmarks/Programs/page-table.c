/* SPDX-License-Identifier: GPL-2.0-only
 *
 * A four-level page table with 512 entries a table: map 512 pages one by one, unmap them one by
 * one, 2,000 times, with calls where a driver would have them.
 */
#include "start.h"

#define ENTRIES 512
#define VALID 1ul

static u64 tables[16][ENTRIES] __attribute__((aligned(4096)));
static u64 *unused[16];
static int unused_count;
static volatile u64 invalidations;

struct range {
	u64 first, last;
};

static __attribute__((noinline)) u64 *table_allocate(void)
{
	u64 *table = unused[--unused_count];

	for (int i = 0; i < ENTRIES; i++)
		table[i] = 0;
	return table;
}

static __attribute__((noinline)) u64 *entry_of(u64 *table, u64 address, int level)
{
	u64 *entry = &table[address >> (12 + 9 * level) & (ENTRIES - 1)];

	if (!level)
		return entry;
	if (!(*entry & VALID))
		*entry = (u64)table_allocate() | VALID;
	return entry_of((u64 *)(*entry & ~4095ul), address, level - 1);
}

static __attribute__((noinline)) int map(u64 *root, u64 address, u64 page, u64 rights)
{
	u64 *entry = entry_of(root, address, 3);

	if (*entry & VALID)
		return -1;
	*entry = page | rights << 1 | VALID;
	return 0;
}

static __attribute__((noinline)) void add_range(struct range *range, u64 first, u64 last)
{
	if (range->first > first)
		range->first = first;
	if (range->last < last)
		range->last = last;
	invalidations++;
}

static __attribute__((noinline)) int unmap(u64 *root, u64 address, struct range *range)
{
	u64 *entry = entry_of(root, address, 3);

	if (!(*entry & VALID))
		return -1;
	*entry = 0;
	add_range(range, address, address + 4095);
	return 0;
}

long run(void)
{
	u64 base = 0x40000000;
	long problems = 0;

	for (int i = 0; i < 16; i++)
		unused[unused_count++] = tables[i];
	u64 *root = table_allocate();

	for (int round = 0; round < 2000; round++) {
		struct range range = { ~0ul, 0 };

		for (u64 page = 0; page < 512; page++)
			problems += map(root, base + page * 4096, 0x80000000 + page * 4096, 3);
		for (u64 page = 0; page < 512; page++)
			problems += unmap(root, base + page * 4096, &range);
		problems += range.first != base || range.last != base + 512 * 4096 - 1;
	}
	return problems != 0 || invalidations != 2000 * 512;
}
