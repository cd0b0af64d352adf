/* SPDX-License-Identifier: GPL-2.0-only */
/* Finds the line feeds of a mapped file. */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>

int main(int count, char **arguments)
{
	int file = open(arguments[1], O_RDONLY);
	struct stat status;
	const char *next, *end;
	long lines = 0;

	if (file < 0 || fstat(file, &status))
		return 1;
	next = mmap(NULL, status.st_size, PROT_READ, MAP_PRIVATE, file, 0);
	if (next == MAP_FAILED)
		return 1;
	end = next + status.st_size;
	while ((next = memchr(next, '\n', end - next))) {
		lines++;
		next++;
	}
	printf("%ld lines\n", lines);
	return 0;
}
