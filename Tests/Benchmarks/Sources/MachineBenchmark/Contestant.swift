// SPDX-License-Identifier: GPL-2.0-only

import BenchmarkTools
import Foundation

/// A command that executes a RISC-V program, which is its last argument.
struct Contestant {
    let name: String
    let command: [String]
    /// What follows the program.
    var suffix: [String] = []

    /// This program's machine.
    static let machine = Contestant(
        name: "machine", command: [CommandLine.arguments[0], "--run"], suffix: ["\(Int.max)"])

    /// qemu's translator of user programs, where it is installed.
    static let qemu = [Tool.path("qemu-riscv64").map { Contestant(name: "qemu", command: [$0]) }]
        .compactMap(\.self)

    /// From `NAME=COMMAND`; the command's words are separated by blanks.
    init(description: String) throws {
        let parts = description.split(separator: "=", maxSplits: 1)
        let words = parts.last.map { $0.split(separator: " ").map(String.init) } ?? []
        guard parts.count == 2, let tool = words.first, let path = Self.executable(tool) else {
            throw BenchmarkFailure("--peer \(description): not NAME=COMMAND, or no such command")
        }
        name = String(parts[0])
        command = [path] + words.dropFirst()
    }

    private init(name: String, command: [String], suffix: [String] = []) {
        self.name = name
        self.command = command
        self.suffix = suffix
    }

    private static func executable(_ tool: String) -> String? {
        tool.contains("/") ? tool : Tool.path(tool)
    }

    /// The processor time of one execution, in seconds, the start of the command included.
    func time(_ program: BenchmarkProgram) throws -> Double {
        let start = ProcessorTime.ofChildren
        try run(program)
        return ProcessorTime.ofChildren - start
    }

    @discardableResult
    func run(_ program: BenchmarkProgram) throws -> Tool.Output {
        try Tool.run(command[0], command.dropFirst() + [program.file.path] + suffix)
    }
}
