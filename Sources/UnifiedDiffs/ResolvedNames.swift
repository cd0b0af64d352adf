// SPDX-License-Identifier: GPL-2.0-only

/// What a header's names come to: the kind of change and the paths of both sides.
struct ResolvedNames {
    var kind: FilePatch.Kind = .modify
    var oldPath: TreePath?
    var newPath: TreePath?
    var refused: [RefusedPath] = []
    var stripped = 0
    var problems: [DiffProblem.Kind] = []
}

extension PatchHeader {
    /// Decides which file the patch is for.
    ///
    /// As git apply does with one component taken off, but for names without a prefix: where both
    /// sides are written the same, and not with `a/`, `b/` or `./`, nothing is taken off.
    func resolvedNames(hunks: [Hunk]) -> ResolvedNames {
        var names = ResolvedNames()
        names.kind = kind(hunks: hunks)
        if stated.count > 1 { names.problems.append(.headerContradictsItself) }
        let old = oldName ?? defaultNames?.old
        let new = newName ?? defaultNames?.new
        names.stripped = strippedComponents(old: old, new: new)
        if names.kind == .rename || names.kind == .copy {
            names.setOld(sourceName ?? old, stripping: sourceName == nil ? names.stripped : 0)
            names.setNew(targetName ?? new, stripping: targetName == nil ? names.stripped : 0)
            return names
        }
        if names.kind != .create { names.setOld(old, stripping: names.stripped) }
        if names.kind != .delete { names.setNew(new, stripping: names.stripped) }
        if names.kind == .modify { settleNames(&names) }
        return names
    }

    private func kind(hunks: [Hunk]) -> FilePatch.Kind {
        if let first = stated.first { return first }
        if oldName?.isDevNull == true { return .create }
        if newName?.isDevNull == true { return .delete }
        guard !isGitDiff, hunks.count == 1, let hunk = hunks.first else { return .modify }
        if oldName?.isAtEpoch == true, hunk.oldCount == 0 { return .create }
        if newName?.isAtEpoch == true, hunk.newCount == 0 { return .delete }
        return .modify
    }

    private func strippedComponents(old: PatchName?, new: PatchName?) -> Int {
        guard let old, let new else { return 1 }
        if old.isDevNull || new.isDevNull {
            if let pair = defaultNames {
                return pair.old == pair.new && !hasPrefix(pair.old) ? 0 : 1
            }
            let named = old.isDevNull ? new : old
            return named.strippingComponents(1) == nil ? 0 : 1
        }
        if old.bytes == new.bytes { return hasPrefix(old) ? 1 : 0 }
        return old.strippingComponents(1) == nil || new.strippingComponents(1) == nil ? 0 : 1
    }

    private func hasPrefix(_ name: PatchName) -> Bool {
        ["a/", "b/", "./"].contains { name.bytes.starts(with: $0.utf8) }
    }

    /// Settles what two names mean: in a git diff a rename that the header does not state, in any
    /// other diff one file, so that `--- f.c.orig` and `+++ f.c` are for `f.c`.
    private func settleNames(_ names: inout ResolvedNames) {
        guard let old = names.oldPath, let new = names.newPath, old != new else { return }
        if isGitDiff {
            names.problems.append(.namesDisagree)
            names.kind = .rename
            return
        }
        let path = new.bytes.starts(with: old.bytes) ? old : new
        names.oldPath = path
        names.newPath = path
    }
}

extension ResolvedNames {
    mutating func setOld(_ name: PatchName?, stripping count: Int) {
        oldPath = path(of: name, stripping: count, problem: .oldPathRefused)
    }

    mutating func setNew(_ name: PatchName?, stripping count: Int) {
        newPath = path(of: name, stripping: count, problem: .newPathRefused)
    }

    private mutating func path(
        of name: PatchName?, stripping count: Int, problem: DiffProblem.Kind
    ) -> TreePath? {
        guard let name, !name.isDevNull else {
            refuse(name?.bytes ?? [], .empty, problem)
            return nil
        }
        if name.isBadlyQuoted {
            refuse(name.bytes, .badQuoting, problem)
            return nil
        }
        // "/etc/passwd" must not turn into "etc/passwd" by taking off its empty first component.
        if name.bytes.first == Ascii.slash {
            refuse(name.bytes, .absolute, problem)
            return nil
        }
        let rest = name.strippingComponents(count) ?? name.bytes[...]
        do {
            return try TreePath(validating: rest)
        } catch {
            refuse(name.bytes, error, problem)
            return nil
        }
    }

    private mutating func refuse(
        _ bytes: [UInt8], _ reason: PathProblem, _ problem: DiffProblem.Kind
    ) {
        refused.append(RefusedPath(written: bytes, reason: reason))
        problems.append(problem)
    }
}
