// SPDX-License-Identifier: GPL-2.0-only
//
// Every file below shim/, runtime/, benches/ and scenarios/ has three lines here.
// BenchCatalogueTests compares this list with the folders.

#include "BenchFiles.h"

#include <string.h>

struct embedded_file {
    const char *path;
    const char *text; // NUL-terminated: the files are text
};

#pragma clang diagnostic ignored "-Wc23-extensions" // #embed before C23

#define FILE_AT(name) { name, (const char[]) {
#define FILE_END } },

static const struct embedded_file files[] = {
    FILE_AT("runtime/device.h")
#embed "runtime/device.h" suffix(, 0)
    FILE_END
};

static const size_t file_count = sizeof files / sizeof *files;

size_t bench_file_count(void)
{
    return file_count;
}

size_t bench_file_path_length(size_t file)
{
    return file < file_count ? strlen(files[file].path) : 0;
}

uint8_t bench_file_path_byte(size_t file, size_t offset)
{
    return offset < bench_file_path_length(file) ? (uint8_t)files[file].path[offset] : 0;
}

size_t bench_file_length(size_t file)
{
    return file < file_count ? strlen(files[file].text) : 0;
}

uint8_t bench_file_byte(size_t file, size_t offset, size_t length)
{
    if (file >= file_count || offset >= length)
        return 0;
    return (uint8_t)files[file].text[offset];
}
