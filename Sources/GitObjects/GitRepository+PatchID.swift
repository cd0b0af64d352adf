// SPDX-License-Identifier: GPL-2.0-only

internal import CGit2

extension GitRepository {
    /// The id that `git patch-id --stable` gives to what a commit changes against its first parent.
    ///
    /// For changes of text; of a commit that changes binary files or modes alone the ids of git and
    /// of libgit2 differ. The corresponding C functions are `git_diff_tree_to_tree` and
    /// `git_diff_patchid`. Cost: the trees and files that the commit changes are read.
    ///
    /// - Throws: ``GitError/missingObject(_:)``, ``GitError/unreadable(what:reason:)``.
    public func patchID(of commit: CommitSummary) throws(GitError) -> ObjectID {
        let new = unsafe try openTree(commit.tree)
        defer { unsafe git_tree_free(new) }
        let parent = try commit.parents.first.map { id throws(GitError) in try self.commit(id) }
        let old = unsafe try parent.map { parent throws(GitError) in
            unsafe try openTree(parent.tree)
        }
        defer { unsafe git_tree_free(old) }
        Library.forgetLastError()
        var diff: OpaquePointer?
        let code = unsafe git_diff_tree_to_tree(&diff, handle, old, new, nil)
        defer { unsafe git_diff_free(diff) }
        guard code == 0 else { throw failure(code, of: commit.id) }
        var id = git_oid()
        let hashed = unsafe git_diff_patchid(&id, diff, nil)
        guard hashed == 0 else { throw failure(hashed, of: commit.id) }
        return ObjectID(id)
    }
}
