// SPDX-License-Identifier: GPL-2.0-only

import BenchmarkTools
import Dispatch
import Foundation

/// `MailBenchmark [--rounds N] REPOSITORY`, or `--gate`, or `--hostile`
///
/// Measures splitting and reading of a public-inbox repository's mail, and of the same mail as a
/// mailbox, beside other programs, in turn. `--gate` counts instructions on mail that it makes, and
/// fails where they are too many. `--hostile` reads mail that means harm, and fails where that takes
/// too long or too much memory, or is not reported.
@main
enum MailBenchmark {
    static func main() throws {
        var arguments = Array(CommandLine.arguments.dropFirst())
        if arguments.first == "--run", arguments.count == 3 {
            guard let work = MailWork(rawValue: arguments[1]) else {
                throw BenchmarkFailure("\(arguments[1]) is no work")
            }
            return try run(work, on: arguments[2])
        }
        switch arguments.first {
        case "--gate":
            guard try InstructionGate.passes() else { exit(1) }
        case "--hostile":
            guard try HostileGate.passes() else { exit(1) }
        default:
            var rounds = 5
            if arguments.first == "--rounds", arguments.count > 1 {
                rounds = Int(arguments[1]) ?? rounds
                arguments.removeFirst(2)
            }
            guard let repository = arguments.first else {
                throw BenchmarkFailure("name a public-inbox repository")
            }
            try SpeedTable(try Archive(repository: repository), rounds: rounds).print()
        }
    }

    /// Does the work; only what needs tasks has threads, which callgrind cannot count.
    private static func run(_ work: MailWork, on path: String) throws {
        if let found = try work.runAlone(path) { return print(found) }
        Task {
            do {
                print(try await work.run(path))
                exit(0)
            } catch {
                print(error)
                exit(1)
            }
        }
        dispatchMain()
    }
}
