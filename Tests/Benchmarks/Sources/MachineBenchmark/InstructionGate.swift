// SPDX-License-Identifier: GPL-2.0-only

import Foundation

/// Host instructions for each guest instruction, counted by callgrind: the same on a busy host.
enum InstructionGate {
    /// The greatest number allowed, by program; other programs are shown only. A change that needs
    /// more has to say why and raise it here.
    private static let limits: [String: Double] = [
        "checksum": 21, "lists": 24, "matrix": 21, "page-table": 24, "sort": 23,
    ]

    /// Counts, prints and compares.
    static func passes(_ programs: [BenchmarkProgram]) throws -> Bool {
        guard let valgrind = Tool.path("valgrind") else {
            throw BenchmarkFailure("valgrind is missing")
        }
        var passes = true
        for program in programs {
            // The difference of two runs is free of what starting and loading costs.
            let short = try count(program, fuel: 4_000_000, valgrind)
            let long = try count(program, fuel: 12_000_000, valgrind)
            let found = (long - short) / 8_000_000
            var line = "\(program.name): \(String(format: "%.2f", found)) for each instruction"
            if let limit = limits[program.name] {
                line += found > limit ? ", more than \(limit)" : ", at most \(limit)"
                passes = passes && found <= limit
            }
            print(line)
        }
        return passes
    }

    private static func count(
        _ program: BenchmarkProgram, fuel: Int, _ valgrind: String
    ) throws -> Double {
        let output = try Tool.run(
            valgrind,
            [
                "--tool=callgrind", "--callgrind-out-file=/dev/null", CommandLine.arguments[0],
                "--run", program.file.path, "\(fuel)",
            ])
        // "Collected : 123"
        let line = output.standardError.split(separator: "\n").last { $0.contains("Collected :") }
        let digits = line?.split(separator: ":").last?.filter(\.isNumber)
        guard let count = digits.flatMap({ Double($0) }) else {
            throw BenchmarkFailure("valgrind said no count:\n\(output.standardError)")
        }
        return count
    }
}
