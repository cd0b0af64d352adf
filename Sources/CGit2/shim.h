/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef REVIEW_THREAD_CGIT2_SHIM_H
#define REVIEW_THREAD_CGIT2_SHIM_H

#include <git2.h>

/*
 * Accepts repositories with extensions that do not change how objects are read.
 * git_libgit2_opts() is variadic, which Swift cannot call.
 */
static inline int review_thread_accept_extensions(void)
{
	const char *names[] = {
		"partialclone", "worktreeconfig", "preciousobjects", "relativeworktrees",
	};

	/* As git does: an object's id is not computed again each time that it is read. */
	git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 0);
	/* A history is walked once: a copy of each commit only takes memory, and time to make. */
	git_libgit2_opts(GIT_OPT_SET_CACHE_OBJECT_LIMIT, GIT_OBJECT_COMMIT, (size_t)0);
	return git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, names, sizeof(names) / sizeof(names[0]));
}

#endif
