// SPDX-License-Identifier: GPL-2.0-only

/// What became of a build.
public enum BuildOutcome: Hashable, Sendable {
    /// There is a program.
    case built(Executable)

    /// At least one unit gave no object; all units are listed, so that all errors are known.
    case unitsFailed([UnitReport])

    /// All units compiled, but they make no program: the linker's own lines, for example
    /// `duplicate symbol: f`.
    case notLinked([String], units: [UnitReport])

    /// They make a program that may not be run.
    case refused(Refusal, detail: String, units: [UnitReport])

    /// A limit ended the linker.
    case linkCutOff(CutOff, units: [UnitReport])

    /// The program, if there is one.
    public var executable: Executable? {
        guard case .built(let executable) = self else { return nil }
        return executable
    }

    /// All units of the build.
    public var units: [UnitReport] {
        switch self {
        case .built(let executable): executable.units
        case .unitsFailed(let units), .notLinked(_, let units), .refused(_, _, let units),
            .linkCutOff(_, let units):
            units
        }
    }
}

/// How far a build is.
public struct BuildProgress: Hashable, Sendable {
    /// The bench that is built.
    public let bench: String

    /// Units that are done.
    public let done: Int

    /// All units.
    public let total: Int

    /// The unit that was done last.
    public let unit: String

    /// Whether that one came from the cache.
    public let isFromCache: Bool
}
