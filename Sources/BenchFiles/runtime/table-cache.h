/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * For device models with a cache of page tables that has to be flushed by itself, as memory changes
 * behind it. A bench defines BENCH_LINE_BYTES before it includes this.
 */
#ifndef BENCH_TABLE_CACHE_H
#define BENCH_TABLE_CACHE_H

#include <linux/kernel.h>
#include <linux/string.h>

#include "bench.h"

/* A line that once was read stays until it is flushed, and is then read anew at once. */
static struct bench_line {
	u64 address;
	u32 words[BENCH_LINE_BYTES / 4];
} bench_lines[4096];

static inline struct bench_line *bench_find_line(u64 address)
{
	return &bench_lines[address / BENCH_LINE_BYTES % ARRAY_SIZE(bench_lines)];
}

static inline void bench_fill_line(struct bench_line *line, u64 address)
{
	unsigned int i;

	line->address = address;
	for (i = 0; i < BENCH_LINE_BYTES / 4; i++)
		line->words[i] = device_read32(address + i * 4);
}

/* Memory as the cache has it, by physical address. */
static inline u32 bench_cached_read32(u64 address)
{
	u64 first = address & ~(BENCH_LINE_BYTES - 1ULL);
	struct bench_line *line = bench_find_line(first);

	if (line->address != first)
		bench_fill_line(line, first);
	else
		device_read32(address);		/* the walk still leads over this table */
	return line->words[(address - first) / 4];
}

static inline void bench_flush_line(u64 address)
{
	u64 first = address & ~(BENCH_LINE_BYTES - 1ULL);
	struct bench_line *line = bench_find_line(first);

	if (line->address == first)
		bench_fill_line(line, first);
}

static inline void bench_flush_lines(void)
{
	memset(bench_lines, 0, sizeof(bench_lines));
}

#endif
