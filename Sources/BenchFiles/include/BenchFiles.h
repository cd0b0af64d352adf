// SPDX-License-Identifier: GPL-2.0-only
//
// The C of the benches, embedded in the program: shim, runtime, benches and scenarios.
//
// Files are numbered from 0. A path is relative to this folder and never holds a NUL;
// a byte is asked for one at a time, so that no pointer leaves C.

#ifndef BENCH_FILES_H
#define BENCH_FILES_H

#include <stddef.h>
#include <stdint.h>

/// The number of embedded files.
size_t bench_file_count(void);

/// The length in bytes of a file's path; 0 when there is no such file.
size_t bench_file_path_length(size_t file);

/// One byte of a file's path; 0 when out of range.
uint8_t bench_file_path_byte(size_t file, size_t offset);

/// The length in bytes of a file; 0 when there is no such file.
size_t bench_file_length(size_t file);

/// One byte of a file; 0 when out of range. `length` is what `bench_file_length` gave.
uint8_t bench_file_byte(size_t file, size_t offset, size_t length);

#endif
