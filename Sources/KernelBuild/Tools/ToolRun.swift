// SPDX-License-Identifier: GPL-2.0-only

/// How a run of a program ended, and what it wrote to standard output.
struct ToolRun: Hashable, Sendable {
    let ending: Ending
    let output: [UInt8]

    enum Ending: Hashable, Sendable {
        case exited(Int32)
        case signalled(Int32)
        case outOfTime
        case tooMuchOutput
    }

    var succeeded: Bool { ending == .exited(0) }

    /// Why the system ended the run, where it did: one of our limits.
    ///
    /// The limits arrive as signals; the shell's `exec` keeps them, while clang reports a signal
    /// of its own front end as exit status 128 + n.
    var cutOff: CutOff? {
        switch ending {
        case .outOfTime: .wallTime
        case .tooMuchOutput: .output
        case .signalled(let signal): Self.cutOff(signal)
        case .exited(let status) where status > 128: Self.cutOff(status - 128)
        case .exited: nil
        }
    }

    private static func cutOff(_ signal: Int32) -> CutOff? {
        switch signal {
        case 9, 24: .processorTime  // SIGKILL of the hard limit, SIGXCPU of the soft one
        case 25: .output  // SIGXFSZ
        default: nil
        }
    }
}

/// Which limit ended a run of the compiler or linker.
public enum CutOff: String, Hashable, Sendable, Codable {
    /// ``BuildLimits/processorSeconds``.
    case processorTime
    /// ``BuildLimits/wallSeconds``.
    case wallTime
    /// ``BuildLimits/addressSpaceBytes``.
    case memory
    /// ``BuildLimits/outputFileBytes``.
    case output
}
