/* SPDX-License-Identifier: GPL-2.0-only
 *
 * 4,096 nodes in a hash table of linked lists, found, moved and called through pointers, 2,000,000
 * times: dependent loads, indirect calls, division.
 */
#include "start.h"

#define NODES 4096
#define LISTS 1021

struct node {
	struct node *next;
	u64 key, value;
	void (*visit)(struct node *);
};

static struct node nodes[NODES];
static struct node *lists[LISTS];

static __attribute__((noinline)) void count(struct node *node)
{
	node->value++;
}

static __attribute__((noinline)) void count_twice(struct node *node)
{
	node->value += 2;
}

static __attribute__((noinline)) struct node *find(u64 key)
{
	struct node **link = &lists[key % LISTS];

	for (struct node *node; (node = *link); link = &node->next) {
		if (node->key != key)
			continue;
		*link = node->next;
		node->next = lists[key % LISTS];
		lists[key % LISTS] = node;
		return node;
	}
	return 0;
}

long run(void)
{
	u64 state = 5, total = 0, expected = 0;

	for (u64 i = 0; i < NODES; i++) {
		struct node *node = &nodes[i];

		node->key = i * 7919;
		node->visit = i & 1 ? count_twice : count;
		node->next = lists[node->key % LISTS];
		lists[node->key % LISTS] = node;
	}
	for (int round = 0; round < 2000000; round++) {
		u64 key = mix(&state) % NODES;
		struct node *node = find(key * 7919);

		if (!node)
			return 1;
		node->visit(node);
		expected += 1 + (key & 1);
	}
	for (int i = 0; i < NODES; i++)
		total += nodes[i].value;
	return total != expected;
}
