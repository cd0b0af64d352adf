// SPDX-License-Identifier: GPL-2.0-only

internal import BenchFiles

/// The files that are part of the program.
enum EmbeddedFiles {
    /// Reads them all, in the order of their paths. About 100 KB.
    static func all() -> [BenchFile] {
        (0..<bench_file_count()).map { file in
            let path = (0..<bench_file_path_length(file)).map { bench_file_path_byte(file, $0) }
            let length = bench_file_length(file)
            return BenchFile(
                path: String(decoding: path, as: UTF8.self),
                bytes: (0..<length).map { bench_file_byte(file, $0, length) },
                origin: .embedded)
        }
        .sorted { $0.path < $1.path }
    }
}
