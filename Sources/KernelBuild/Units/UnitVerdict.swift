// SPDX-License-Identifier: GPL-2.0-only

/// What became of one unit.
public enum UnitVerdict: Hashable, Sendable, Codable {
    /// There is an object.
    case compiled

    /// The compiler found errors. The messages are in its order; at least one is an error.
    case failed([CompilerMessage])

    /// The unit compiles, but may not become an object. The detail is what was found.
    case refused(Refusal, detail: String)

    /// A limit ended the compilation.
    case cutOff(CutOff)

    /// The compiler itself broke; the value is its exit status or signal, in words.
    case compilerBroke(String)

    /// The tree has no such file.
    case absent
}

/// One unit of a build.
public struct UnitReport: Hashable, Sendable {
    /// The path in the tree, or `bench/NAME.c` for the bench.
    public let path: String

    /// What became of it.
    public let verdict: UnitVerdict

    /// Whether the answer came from the cache, without starting the compiler.
    public let isFromCache: Bool

    /// Names a report.
    public init(path: String, verdict: UnitVerdict, isFromCache: Bool) {
        self.path = path
        self.verdict = verdict
        self.isFromCache = isFromCache
    }
}
