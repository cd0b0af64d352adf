// SPDX-License-Identifier: GPL-2.0-only

import Foundation

/// qemu-riscv64, and the tools that make programs for it.
struct QEMUOracle {
    private let qemu: URL
    private let clang: URL
    private let linker: URL

    /// Nil when one of the tools is not on this machine, or its clang knows no RISC-V.
    static let installed: QEMUOracle? = {
        guard let qemu = tool("qemu-riscv64"), let clang = tool("clang"),
            let linker = tool("ld.lld"),
            let targets = try? output(of: clang, ["--print-targets"]),
            String(decoding: targets, as: UTF8.self).contains("riscv64")
        else { return nil }
        return QEMUOracle(qemu: qemu, clang: clang, linker: linker)
    }()

    struct Failure: Error {
        let tool: String
        let status: Int32
        let message: String
    }

    /// An executable in the search path, or beside the Swift compiler found there.
    private static func tool(_ name: String) -> URL? {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin"
        var folders = path.split(separator: ":").map { URL(fileURLWithPath: String($0)) }
        folders += folders.map {
            $0.appending(path: "swift").resolvingSymlinksInPath().deletingLastPathComponent()
        }
        return folders.map { $0.appending(path: name) }
            .first { FileManager.default.isExecutableFile(atPath: $0.path) }
    }

    private static func output(of tool: URL, _ arguments: [String]) throws -> [UInt8] {
        let process = Process()
        process.executableURL = tool
        process.arguments = arguments
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failure(
                tool: tool.lastPathComponent, status: process.terminationStatus,
                message: arguments.joined(separator: " "))
        }
        return [UInt8](bytes)
    }

    /// Assembles, links and runs a program; gives the executable and what it wrote.
    func run(_ program: String) throws -> (executable: [UInt8], output: [UInt8]) {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "riscv-machine-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let source = folder.appending(path: "program.s")
        let object = folder.appending(path: "program.o")
        let executable = folder.appending(path: "program")
        try Data(program.utf8).write(to: source)
        _ = try Self.output(
            of: clang,
            [
                "--target=riscv64-unknown-none-elf", "-march=rv64im", "-mabi=lp64", "-mno-relax",
                "-c", source.path, "-o", object.path,
            ])
        _ = try Self.output(
            of: linker,
            ["--no-relax", "--image-base=0x10000", object.path, "-o", executable.path])
        let output = try Self.output(of: qemu, [executable.path])
        return ([UInt8](try Data(contentsOf: executable)), output)
    }
}
