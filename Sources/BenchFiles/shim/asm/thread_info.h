/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef SHIM_ASM_THREAD_INFO_H
#define SHIM_ASM_THREAD_INFO_H

#define THREAD_SIZE_ORDER	2
#define THREAD_SIZE		16384

#ifndef __ASSEMBLY__

struct task_struct;

struct thread_info {
	struct task_struct *task;
	unsigned long flags;
	unsigned long syscall_work;
	int preempt_count;
	int cpu;
};

/* Zeroed memory of the host's. */
extern struct thread_info shim_thread_info;

#define INIT_THREAD_INFO(init)	{ .task = &(init) }
#define current_thread_info()	(&shim_thread_info)

#endif

#define TIF_SYSCALL_TRACE	0
#define TIF_SIGPENDING		1
#define TIF_NEED_RESCHED	2
#define TIF_NOTIFY_RESUME	3
#define TIF_NOTIFY_SIGNAL	4
#define TIF_MEMDIE		5
#define TIF_POLLING_NRFLAG	6
#define TIF_RESTORE_SIGMASK	7

#define _TIF_SIGPENDING		(1 << TIF_SIGPENDING)
#define _TIF_NEED_RESCHED	(1 << TIF_NEED_RESCHED)
#define _TIF_NOTIFY_RESUME	(1 << TIF_NOTIFY_RESUME)
#define _TIF_NOTIFY_SIGNAL	(1 << TIF_NOTIFY_SIGNAL)

#endif
