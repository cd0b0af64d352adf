/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What drivers/iommu/dma-iommu.c and iova.c want of the kernel: memory for each processor, timers,
 * and to be told of processors that go. There is one copy of the former, for the one processor that
 * runs; a timer runs when the bench lets it.
 */
#ifndef BENCH_DMA_SERVICES_H
#define BENCH_DMA_SERVICES_H

#include <linux/cpuhotplug.h>
#include <linux/jiffies.h>
#include <linux/percpu.h>
#include <linux/slab.h>
#include <linux/timer.h>
#include <linux/workqueue.h>

__if_exists(pcpu_alloc_noprof) {
void __percpu *pcpu_alloc_noprof(size_t size, size_t align, bool reserved, gfp_t flags)
{
	return (void __percpu *)kzalloc(size, flags);
}
}
__if_not_exists(pcpu_alloc_noprof) {
void __percpu *__alloc_percpu_gfp(size_t size, size_t align, gfp_t flags)
{
	return (void __percpu *)kzalloc(size, flags);
}

void __percpu *__alloc_percpu(size_t size, size_t align)
{
	return __alloc_percpu_gfp(size, align, GFP_KERNEL);
}
}

void free_percpu(void __percpu *memory)
{
	kfree((void *)memory);
}

int __cpuhp_setup_state(enum cpuhp_state state, const char *name, bool invoke,
			int (*startup)(unsigned int cpu), int (*teardown)(unsigned int cpu),
			bool multi_instance)
{
	return 0;
}

int __cpuhp_state_add_instance(enum cpuhp_state state, struct hlist_node *node, bool invoke)
{
	return 0;
}

unsigned long __msecs_to_jiffies(unsigned int milliseconds)
{
	return (milliseconds * HZ + 999) / 1000;
}

static struct timer_list *bench_timer;		/* the one that is armed */

static void bench_init_timer(struct timer_list *timer, void (*function)(struct timer_list *))
{
	timer->function = function;
}

__if_exists(init_timer_key) {
void init_timer_key(struct timer_list *timer, void (*function)(struct timer_list *),
		    unsigned int flags, const char *name, struct lock_class_key *key)
{
	bench_init_timer(timer, function);
}
}
__if_exists(timer_init_key) {
void timer_init_key(struct timer_list *timer, void (*function)(struct timer_list *),
		    unsigned int flags, const char *name, struct lock_class_key *key)
{
	bench_init_timer(timer, function);
}
}

int mod_timer(struct timer_list *timer, unsigned long expires)
{
	bench_timer = timer;
	return 0;
}

bool queue_delayed_work_on(int cpu, struct workqueue_struct *queue, struct delayed_work *work,
			   unsigned long delay)
{
	return true;
}

static inline void bench_run_timer(void)
{
	struct timer_list *timer = bench_timer;

	bench_timer = NULL;
	if (timer)
		timer->function(timer);
}

#endif
