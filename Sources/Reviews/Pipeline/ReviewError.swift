// SPDX-License-Identifier: GPL-2.0-only

public import HunkMatching
public import KernelBuild

/// Why a review could not be made.
public enum ReviewError: Error, Hashable, Sendable {
    /// A file of `--under` or `--revert` holds no patch.
    case noPatch(String)

    /// A file of `--under` or `--revert` has no such patch; it has the named ones.
    case noSuchPart(String, part: String, has: [String])

    /// A patch that has to lie under every proposal does not apply, or cannot be taken out.
    case layer(name: String, isReverted: Bool, reason: String)

    /// The tree cannot be read.
    case tree(TreeError)

    /// The builder failed for a reason that lies in no patch.
    case build(KernelBuildError)

    /// A scenario cannot be read.
    case scenario(String)

    /// Nothing can be run, and why.
    case noSimulation(String)

    /// The tree has no file at a path.
    case noSuchDriver(String)
}

extension ReviewError: CustomStringConvertible {
    /// What is wrong, where, and how to go on.
    public var description: String {
        switch self {
        case .noPatch(let name):
            "\(name) holds no patch"
        case .noSuchPart(let name, let part, let has):
            "\(name) has no patch \(part); it has \(has.joined(separator: ", "))"
        case .layer(let name, let isReverted, let reason):
            isReverted
                ? "\(name) cannot be taken out of the tree: \(reason)"
                : "\(name) does not apply to the tree: \(reason)"
        case .tree(let error): error.description
        case .build(let error): error.description
        case .scenario(let text): text
        case .noSimulation(let why): why
        case .noSuchDriver(let path): "the tree has no \(path)"
        }
    }
}
