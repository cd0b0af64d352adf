/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_IOPOLL_H
#define _LINUX_IOPOLL_H

#include <linux/errno.h>
#include <linux/io.h>

/*
 * Read @addr into @val until @cond holds. A tree without a clock counts reads
 * instead of microseconds: one read every @delay_us, @timeout_us in all.
 */
#define readl_poll_timeout_atomic(addr, val, cond, delay_us, timeout_us) ({ \
	unsigned long __reads = (timeout_us) / ((delay_us) ? (delay_us) : 1); \
	for (;;) {							\
		(val) = readl(addr);					\
		if ((cond) || !__reads--)				\
			break;						\
	}								\
	(cond) ? 0 : -ETIMEDOUT; })

#endif
