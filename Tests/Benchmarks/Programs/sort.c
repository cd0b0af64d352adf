/* SPDX-License-Identifier: GPL-2.0-only
 *
 * Quicksort of 20,000 numbers, 100 times: data-dependent branches, recursion.
 */
#include "start.h"

#define COUNT 20000

static u64 numbers[COUNT];

static __attribute__((noinline)) void sort(u64 *low, u64 *high)
{
	while (low < high) {
		u64 pivot = low[(high - low) / 2];
		u64 *left = low, *right = high;

		while (left <= right) {
			while (*left < pivot)
				left++;
			while (*right > pivot)
				right--;
			if (left <= right) {
				u64 value = *left;

				*left++ = *right;
				*right-- = value;
			}
		}
		sort(low, right);
		low = left;
	}
}

long run(void)
{
	u64 state = 1;

	for (int round = 0; round < 100; round++) {
		for (int i = 0; i < COUNT; i++)
			numbers[i] = mix(&state);
		sort(numbers, numbers + COUNT - 1);
		for (int i = 1; i < COUNT; i++)
			if (numbers[i - 1] > numbers[i])
				return 1;
	}
	return 0;
}
