/* SPDX-License-Identifier: GPL-2.0-only
 *
 * Products of 128 by 128 matrices of integers, modulo 2 to the 64th, 20 times: loads, MUL, short
 * loops. A power of a rotation is known without computing it.
 */
#include "start.h"

#define SIZE 128

static u64 rotation[SIZE][SIZE], power[SIZE][SIZE], product[SIZE][SIZE];

static __attribute__((noinline)) void multiply(void)
{
	for (int i = 0; i < SIZE; i++)
		for (int j = 0; j < SIZE; j++) {
			u64 sum = 0;

			for (int k = 0; k < SIZE; k++)
				sum += power[i][k] * rotation[k][j];
			product[i][j] = sum;
		}
	memcpy(power, product, sizeof(power));
}

long run(void)
{
	for (int i = 0; i < SIZE; i++)
		rotation[i][(i + 1) % SIZE] = 1;
	memcpy(power, rotation, sizeof(power));
	for (int round = 0; round < 20; round++)
		multiply();
	for (int i = 0; i < SIZE; i++)
		for (int j = 0; j < SIZE; j++)
			if (power[i][j] != (j == (i + 21) % SIZE))
				return 1;
	return 0;
}
