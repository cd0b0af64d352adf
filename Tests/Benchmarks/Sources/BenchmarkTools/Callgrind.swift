// SPDX-License-Identifier: GPL-2.0-only

/// Host instructions counted by callgrind: the same on a busy host.
public enum Callgrind {
    /// How many instructions this program takes with these arguments.
    public static func instructions(_ arguments: [String]) throws -> Double {
        guard let valgrind = Tool.path("valgrind") else {
            throw BenchmarkFailure("valgrind is missing")
        }
        let output = try Tool.run(
            valgrind,
            [
                "--tool=callgrind", "--callgrind-out-file=/dev/null", CommandLine.arguments[0],
            ] + arguments)
        // "Collected : 123"
        let line = output.standardError.split(separator: "\n").last { $0.contains("Collected :") }
        let digits = line?.split(separator: ":").last?.filter(\.isNumber)
        guard let count = digits.flatMap({ Double($0) }) else {
            throw BenchmarkFailure("valgrind said no count:\n\(output.standardError)")
        }
        return count
    }
}
