// SPDX-License-Identifier: GPL-2.0-only

import BenchmarkTools
import Foundation

/// `MachineBenchmark [--rounds N] [--peer NAME=COMMAND]... [--gate] [EXECUTABLE...]`
///
/// Measures the programs of `Programs` and the executables given, each by the machine, by qemu and
/// by the peers, in turn. `--gate` counts host instructions instead, and fails where they are too
/// many.
@main
enum MachineBenchmark {
    static func main() throws {
        var arguments = Array(CommandLine.arguments.dropFirst())
        if arguments.first == "--run", arguments.count == 3, let fuel = Int(arguments[2]) {
            print(try GuestRun(arguments[1], fuel: fuel).instructions)
            return
        }
        var rounds = 5
        var peers: [Contestant] = []
        var isGate = false
        var files: [URL] = []
        while let argument = arguments.first {
            arguments.removeFirst()
            switch argument {
            case "--rounds": rounds = Int(arguments.removeFirst()) ?? rounds
            case "--peer": peers.append(try Contestant(description: arguments.removeFirst()))
            case "--gate": isGate = true
            default: files.append(URL(filePath: argument))
            }
        }
        let programs = try BenchmarkProgram.compiled() + files.map(BenchmarkProgram.init(file:))
        if isGate {
            guard try InstructionGate.passes(programs) else { exit(1) }
        } else {
            let contestants = [Contestant.machine] + Contestant.qemu + peers
            try SpeedTable(programs, contestants, rounds: rounds).print()
        }
    }
}
