// SPDX-License-Identifier: GPL-2.0-only

public import GitObjects
public import UnifiedDiffs

/// How the patch of one file fared against a tree.
public struct FileOutcome: Hashable, Sendable {
    /// Whether the tree's file is the one that the patch was made for, by the `index` line.
    public enum Preimage: Hashable, Sendable {
        /// It has the blob id that the patch states, or is absent as it states.
        case equal
        /// It has another one.
        case different(found: ObjectID)
        /// The patch states none.
        case unstated
        /// The tree has no such file, or it could not be read.
        case absent
    }

    /// The path of the result; of a removed file the old one. Nil if the patch has none.
    public let path: TreePath?
    /// The path in the tree that the patch was matched against, nil for a new file.
    public let sourcePath: TreePath?
    /// What happens to the file; of a patch taken out, the opposite of what it says.
    public let kind: FilePatch.Kind
    /// One outcome for each hunk, in order.
    public let hunks: [HunkOutcome]
    /// Why the file as a whole cannot be patched, nil if only its hunks decide.
    public let problem: FileProblem?
    /// Whether the patch was made for the tree's very file. A difference is no failure.
    public let preimage: Preimage
    /// The mode that the patch gives to the file, nil if it says none.
    public let newMode: FileMode?

    /// Makes an outcome from its parts.
    public init(
        path: TreePath?, sourcePath: TreePath?, kind: FilePatch.Kind, hunks: [HunkOutcome],
        problem: FileProblem?, preimage: Preimage, newMode: FileMode?
    ) {
        self.path = path
        self.sourcePath = sourcePath
        self.kind = kind
        self.hunks = hunks
        self.problem = problem
        self.preimage = preimage
        self.newMode = newMode
    }

    /// What the file patch comes to.
    public var status: PatchOutcome.Status {
        if let problem {
            let isDone = !hunks.isEmpty && hunks.allSatisfy(\.verdict.isAlreadyApplied)
            if case .alreadyExists = problem, isDone { return .alreadyApplied }
            return .fails
        }
        if hunks.contains(where: { !$0.verdict.isInTree }) { return .fails }
        guard !hunks.isEmpty else { return .applies }
        let done = hunks.count(where: \.verdict.isAlreadyApplied)
        return done == 0 ? .applies : done == hunks.count ? .alreadyApplied : .partlyApplied
    }
}

/// Why a file patch cannot be applied, whatever its hunks say.
public enum FileProblem: Hashable, Sendable {
    /// The patch names paths that are refused.
    case pathRefused([RefusedPath])
    /// The patch does not say which file it is for.
    case noPath
    /// The tree lacks the file.
    case missing(TreePath)
    /// The patch makes a file that the tree has.
    case alreadyExists(TreePath)
    /// An earlier part of the same patch removed or renamed the file.
    case goneEarlier(TreePath)
    /// The path is no regular file: a folder, a link, a submodule.
    case wrongType(TreePath, TreeEntry.Kind?)
    /// A part of the path is a file or a link, so that no file can be below it.
    case belowFile(TreePath)
    /// The patch changes the type of the file; git writes this as a removal and a creation.
    case typeChange(from: FileMode?, to: FileMode?)
    /// The file could not be read.
    case unreadable(TreeError)
    /// The patch says that binary files differ, and not how.
    case binary
    /// The patch is binary and does not state the whole ids of the old and the new file.
    case binaryWithoutIDs
    /// The patch is binary, and was made on another file than the tree has.
    case binaryMadeOnOther(found: ObjectID)
    /// The data of a binary patch do not give the file whose id it states.
    case binaryDamaged
    /// The patch removes the file but does not delete all its lines.
    case removalLeavesLines(Int)
    /// The patch has no hunk and changes neither mode nor name.
    case nothingToDo
    /// The files of the patch before this one took all the work that the limits allow.
    case limitReached
}

extension FileProblem: CustomStringConvertible {
    /// What is wrong, in a sentence without its full stop.
    public var description: String {
        switch self {
        case .pathRefused(let paths):
            paths.map { "\(String(decoding: $0.written, as: UTF8.self)) \($0.reason)" }
                .joined(separator: ", ")
        case .noPath: "the patch does not say which file it is for"
        case .missing(let path): "the tree has no \(path)"
        case .alreadyExists(let path): "the patch creates \(path), which the tree has already"
        case .goneEarlier(let path): "\(path) was removed or renamed earlier in the same patch"
        case .wrongType(let path, let kind):
            "\(path) is no regular file" + (kind.map { " (\($0.rawValue))" } ?? "")
        case .belowFile(let path): "a part of \(path) is no folder"
        case .typeChange(let old, let new):
            "the patch changes the type of the file (mode "
                + [old, new].compactMap { $0?.description }.joined(separator: " to ") + ")"
        case .unreadable(let error): error.description
        case .binary: "the patch is binary, and its data are not there"
        case .binaryWithoutIDs: "the patch is binary, and does not state whole ids"
        case .binaryMadeOnOther(let found):
            "the patch is binary and was made on another file; the tree has \(found)"
        case .binaryDamaged: "the data of the binary patch are damaged"
        case .removalLeavesLines(let count): "the patch removes the file but leaves \(count) lines"
        case .nothingToDo: "the patch has no hunks"
        case .limitReached: "the patch takes more work than the limits allow"
        }
    }
}
