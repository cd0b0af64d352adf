// SPDX-License-Identifier: GPL-2.0-only

/// Why the benches could not be had.
public enum BenchesError: Error, Hashable, Sendable {
    /// A folder or file given by the user cannot be read.
    case unreadable(path: String, reason: String)

    /// A limit of ``BenchLimits`` was passed.
    case tooLarge(path: String, limit: String)

    /// The comment at the top of a bench is not as it must be; `line` is 1-based.
    case malformed(path: String, line: Int, advice: String)

    /// Two files of the same folder say that they are the same bench.
    case duplicate(name: String, paths: [String])
}

extension BenchesError: CustomStringConvertible {
    /// One line: what, where, and what to do.
    public var description: String {
        switch self {
        case .unreadable(let path, let reason):
            "\(path): cannot be read (\(reason)); give --bench-path a folder with benches in it"
        case .tooLarge(let path, let limit):
            "\(path): larger than a bench may be (\(limit))"
        case .malformed(let path, let line, let advice):
            "\(path):\(line): \(advice)"
        case .duplicate(let name, let paths):
            "two benches are called \(name): \(paths.joined(separator: " and ")); rename one"
        }
    }
}
