// SPDX-License-Identifier: GPL-2.0-only

import BenchmarkTools
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
        var passes = true
        for program in programs {
            // The difference of two runs is free of what starting and loading costs.
            let short = try count(program, fuel: 4_000_000)
            let long = try count(program, fuel: 12_000_000)
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

    private static func count(_ program: BenchmarkProgram, fuel: Int) throws -> Double {
        try Callgrind.instructions(["--run", program.file.path, "\(fuel)"])
    }
}
