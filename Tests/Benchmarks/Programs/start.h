/* SPDX-License-Identifier: GPL-2.0-only
 *
 * A program without any library: run() computes, and its low byte is the exit status, 0 for the
 * result that was expected.
 */
typedef unsigned char u8;
typedef unsigned int u32;
typedef unsigned long u64;

long run(void);

__asm__(".bss\n.balign 16\n.zero 65536\nstack_top:\n.text\n"
	".globl _start\n_start: la sp, stack_top\ncall run\nli a7, 93\necall\n");

static inline u64 mix(u64 *state)
{
	u64 x = *state += 0x9e3779b97f4a7c15;

	x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9;
	x = (x ^ x >> 27) * 0x94d049bb133111eb;
	return x ^ x >> 31;
}

void *memset(void *to, int value, u64 count)
{
	u8 *bytes = to;

	while (count--)
		*bytes++ = value;
	return to;
}

void *memcpy(void *to, const void *from, u64 count)
{
	u8 *bytes = to;
	const u8 *source = from;

	while (count--)
		*bytes++ = *source++;
	return to;
}
