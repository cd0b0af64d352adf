/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_OF_H
#define _LINUX_OF_H

struct of_device_id {
	char compatible[64];
	const void *data;
};

#endif
