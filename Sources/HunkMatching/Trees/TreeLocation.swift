// SPDX-License-Identifier: GPL-2.0-only

internal import Foundation
internal import GitObjects

/// Opens what a user names as a source tree: `PATH` or `PATH@REVISION`.
public enum TreeLocation {
    /// The tree of a git repository, or the one in a plain folder.
    ///
    /// A path that exists wins over the `@`. A repository without a revision is read at `HEAD`; its
    /// uncommitted changes are not seen. A folder is a repository if it is the top of a worktree, a
    /// `.git` or a bare repository; folders below a worktree's top are plain folders.
    ///
    /// - Throws: ``TreeError/noSuchPath(_:)``, ``TreeError/notAFolder(_:)``,
    ///   ``TreeError/emptyRevision(_:)``, ``TreeError/repository(_:)``.
    public static func open(
        _ argument: String, limits: TreeLimits = .standard
    ) throws(TreeError) -> any SourceTree {
        if FileManager.default.fileExists(atPath: argument) {
            return try isRepository(argument)
                ? GitTree(repository: argument, revision: "HEAD", limits: limits)
                : FolderTree(folder: argument, limits: limits)
        }
        // From the right: a revision such as HEAD@{1} has an @ too, and so may a path.
        var rest = argument[...]
        while let at = rest.lastIndex(of: "@") {
            rest = rest[..<at]
            let path = String(rest)
            guard !path.isEmpty, FileManager.default.fileExists(atPath: path) else { continue }
            let revision = argument[argument.index(after: at)...]
            guard !revision.isEmpty else { throw .emptyRevision(argument) }
            return try GitTree(repository: path, revision: String(revision), limits: limits)
        }
        throw .noSuchPath(argument)
    }

    private static func isRepository(_ path: String) throws(TreeError) -> Bool {
        do throws(GitError) {
            _ = try GitRepository.open(path)
            return true
        } catch {
            if case .noRepository = error { return false }
            throw .repository(error)
        }
    }
}
