/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef SHIM_GENERATED_TIMECONST_H
#define SHIM_GENERATED_TIMECONST_H

/* HZ is 250: a tick is 4 milliseconds. */
#define HZ_TO_MSEC_MUL32	0x80000000
#define HZ_TO_MSEC_ADJ32	0
#define HZ_TO_MSEC_SHR32	29
#define HZ_TO_MSEC_NUM		4
#define HZ_TO_MSEC_DEN		1
#define MSEC_TO_HZ_MUL32	0x80000000
#define MSEC_TO_HZ_ADJ32	0x180000000ULL
#define MSEC_TO_HZ_SHR32	33
#define MSEC_TO_HZ_NUM		1
#define MSEC_TO_HZ_DEN		4
#define HZ_TO_USEC_NUM		4000
#define HZ_TO_USEC_DEN		1
#define USEC_TO_HZ_NUM		1
#define USEC_TO_HZ_DEN		4000
#define HZ_TO_NSEC_NUM		4000000
#define HZ_TO_NSEC_DEN		1
#define NSEC_TO_HZ_NUM		1
#define NSEC_TO_HZ_DEN		4000000

#endif
