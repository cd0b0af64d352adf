// SPDX-License-Identifier: GPL-2.0-only

import Foundation
import Testing

@testable import KernelBuild

struct ToolchainTests {
    @Test func `an empty search path is an error that names clang`() async throws {
        await #expect(throws: KernelBuildError.toolMissing(tool: "clang", searched: ["/nowhere"])) {
            try await Toolchain.find(searchPath: "/nowhere:relative/folder:")
        }
    }

    @Test func `a compiler without the target is passed over and named`() async throws {
        let test = try TestTree()
        let clang = try program("clang", "echo 'x86-64 - 64-bit X86'", in: test)
        await #expect(throws: KernelBuildError.targetMissing(compilers: [clang])) {
            try await Toolchain.find(searchPath: "\(test.folder)/bin")
        }
    }

    @Test func `a compiler that cannot be confined is passed over and named`() async throws {
        let test = try TestTree()
        let clang = try program(
            "clang", "case \"$*\" in *ivfsoverlay*) exit 1 ;; esac; echo 'riscv64 - RISC-V'",
            in: test)
        await #expect(throws: KernelBuildError.confinementMissing(compilers: [clang])) {
            try await Toolchain.find(searchPath: "\(test.folder)/bin")
        }
    }

    @Test func `tools are taken from beside the real compiler`() async throws {
        let test = try TestTree()
        let real = try program("real/clang-99", "echo ' riscv64 - 64-bit RISC-V'", in: test)
        for name in ["ld.lld", "llvm-symbolizer"] {
            _ = try program("real/\(name)", "true", in: test)
            _ = try program(name, "true", in: test)
        }
        try FileManager.default.createSymbolicLink(
            atPath: "\(test.folder)/bin/clang", withDestinationPath: real)
        let found = try await Toolchain.find(searchPath: "\(test.folder)/bin")
        #expect(found.clang == real)
        #expect(found.linker == "\(test.folder)/bin/real/ld.lld")
        #expect(found.symbolizer == "\(test.folder)/bin/real/llvm-symbolizer")
    }

    @Test func `a missing linker is an error that names it`() async throws {
        let test = try TestTree()
        _ = try program("clang", "echo 'riscv64 - 64-bit RISC-V'", in: test)
        let folder = "\(test.folder)/bin"
        await #expect(
            throws: KernelBuildError.toolMissing(
                tool: "ld.lld", searched: [folder, folder, folder])
        ) {
            try await Toolchain.find(searchPath: folder)
        }
    }

    @Test func `a compiler is asked once for each cache`() async throws {
        let test = try TestTree()
        let notes = "\(test.folder)/asked"
        _ = try program("clang", "echo x >> \(notes); echo 'riscv64 - R'", in: test)
        for name in ["ld.lld", "llvm-symbolizer"] {
            _ = try program(name, "true", in: test)
        }
        for _ in 0..<3 {
            _ = try await Toolchain.find(
                searchPath: "\(test.folder)/bin", cacheFolder: test.cache)
        }
        #expect(try String(contentsOfFile: notes, encoding: .utf8) == "x\nx\nx\n")
    }

    private func program(_ name: String, _ script: String, in test: TestTree) throws -> String {
        let path = "\(test.folder)/bin/\(name)"
        try TestTree.write("#!/bin/sh\n\(script)\n", to: path)
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o755], ofItemAtPath: path)
        return path
    }
}
