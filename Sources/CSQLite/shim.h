/* SPDX-License-Identifier: GPL-2.0-only */
#include <sqlite3.h>
