// SPDX-License-Identifier: GPL-2.0-only

import BenchmarkTools
import Foundation

/// A static RV64IM executable that computes something, and exits with status 0.
struct BenchmarkProgram {
    let name: String
    let file: URL

    init(file: URL) {
        name = file.deletingPathExtension().lastPathComponent
        self.file = file
    }

    /// The C files of `Programs`, compiled by the clang of the search path or of the Swift toolchain.
    static func compiled() throws -> [BenchmarkProgram] {
        let sources = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Programs").standardized
        let output = FileManager.default.temporaryDirectory.appending(path: "machine-benchmark")
        try FileManager.default.createDirectory(at: output, withIntermediateDirectories: true)
        guard let clang = Tool.path("clang"), let linker = Tool.path("ld.lld") else {
            throw BenchmarkFailure("clang or ld.lld is missing: put the Swift toolchain in PATH")
        }
        let files = try FileManager.default.contentsOfDirectory(atPath: sources.path)
        return try files.filter { $0.hasSuffix(".c") }.sorted().map { file in
            let executable = output.appending(path: String(file.dropLast(2)))
            let object = executable.appendingPathExtension("o")
            try Tool.run(
                clang,
                [
                    "--target=riscv64-unknown-none-elf", "-march=rv64im", "-mabi=lp64",
                    "-mcmodel=medany", "-mno-relax", "-O2", "-ffreestanding", "-fno-builtin", "-c",
                    sources.appending(path: file).path, "-o", object.path,
                ])
            try Tool.run(
                linker,
                ["--no-relax", "--image-base=0x10000", object.path, "-o", executable.path])
            return BenchmarkProgram(file: executable)
        }
    }
}
