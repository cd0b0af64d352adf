// SPDX-License-Identifier: GPL-2.0-only

/// What the program's exit status says; those from 64 upwards are numbered as in sysexits(3).
enum ExitStatus: Int32, CaseIterable {
    /// The best proposal is a patch that applies, compiles and breaks nothing that was run.
    case ready = 0
    /// There are proposals, and none is ready.
    case needsAttention = 1
    /// The mail holds no proposal.
    case noProposal = 2
    /// Part of what was asked for could not be done: no compiler, or nothing that could be run.
    case incomplete = 3
    /// The command line is wrong.
    case usage = 64
    /// An input is no mail, or a patch file holds no patch.
    case badInput = 65
    /// An input does not exist or cannot be read.
    case noInput = 66
    /// The tree does not exist, is neither repository nor folder, or has no such revision.
    case badTree = 67
    /// A patch of `--under` or `--revert` does not apply.
    case badLayer = 68
    /// A server does not give what is to be fetched.
    case unavailable = 69
    /// A bug of this program, or of its environment.
    case internalFault = 70
    /// The output cannot be written.
    case cannotWrite = 73

    /// One line for the help text.
    var explanation: String {
        switch self {
        case .ready: "the best proposal applies, compiles and breaks nothing that was run"
        case .needsAttention: "there are proposals, and none is ready"
        case .noProposal: "the mail holds no proposal"
        case .incomplete: "part of what was asked for could not be done, as the report says"
        case .usage: "the command line is wrong"
        case .badInput: "an input is no mail, or a patch file holds no patch"
        case .noInput: "an input cannot be read"
        case .badTree: "the tree or its revision cannot be read"
        case .badLayer: "a patch of --under or --revert does not apply"
        case .unavailable: "a server does not give what is to be fetched"
        case .internalFault: "a fault of this program or of its environment"
        case .cannotWrite: "the output cannot be written"
        }
    }
}

/// An error that ends the program: one line, and a status.
struct CommandFailure: Error {
    let status: ExitStatus
    let message: String
}
