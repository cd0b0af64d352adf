/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef SHIM_ASM_COMPILER_H
#define SHIM_ASM_COMPILER_H

/*
 * The generic headers write these with inline assembly, each under #ifndef. No assembly reaches an
 * object here, so they come first and in C.
 */
#define barrier()		do { } while (0)
#define barrier_data(ptr)	do { (void)(ptr); } while (0)
#define OPTIMIZER_HIDE_VAR(var)	do { (void)(var); } while (0)
#define RELOC_HIDE(ptr, off)	((__typeof__(ptr))((unsigned long)(ptr) + (off)))

/*
 * Without optimisation, calls that the compiler would prove unreachable stay. They then are calls
 * of undefined functions, which end a run if they are ever reached.
 */
#ifndef __OPTIMIZE__
#undef __compiletime_error
#define __compiletime_error(message)
#endif

#endif
