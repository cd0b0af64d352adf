// SPDX-License-Identifier: GPL-2.0-only

internal import GitObjects
internal import UnifiedDiffs

/// Applies the file patches of one patch, as git does.
///
/// A file that is patched twice is patched on top of the first time; renames and copies take their
/// source as it was before the patch, in whatever order they come.
struct PatchApplication {
    private let original: TreeSnapshot
    private let options: MatchOptions
    private let reader: TreeReader
    private(set) var working: TreeSnapshot
    private(set) var addedLines: [TreePath: Set<Int>] = [:]
    /// Paths that are or will be removed, and those that are already.
    private let toBeRemoved: Set<TreePath>
    private var removed: Set<TreePath> = []
    private var written: Set<TreePath> = []
    private var searchedLines = 0

    init(
        to snapshot: TreeSnapshot, patches: [FilePatch], options: MatchOptions, reader: TreeReader
    ) {
        original = snapshot
        working = snapshot
        self.options = options
        self.reader = reader
        toBeRemoved = Set(
            patches.compactMap { patch in
                let file = SidedFile(patch, isReverse: options.isReverse)
                return file.removesSource ? file.source : nil
            })
    }

    mutating func apply(_ patch: FilePatch) -> FileOutcome {
        let file = SidedFile(patch, isReverse: options.isReverse)
        if let problem = problem(of: patch, file) { return refused(patch, file, problem) }
        do throws(FileStop) {
            return try applyChecked(patch, file)
        } catch {
            return refused(patch, file, error.problem, preimage: error.preimage)
        }
    }

    /// What can be told without the tree.
    private func problem(of patch: FilePatch, _ file: SidedFile) -> FileProblem? {
        if searchedLines > options.limits.searchedLines { return .limitReached }
        if !patch.refusedPaths.isEmpty { return .pathRefused(patch.refusedPaths) }
        if patch.isBinary, patch.binaryChanges == nil { return .binary }
        if file.kind != .create, file.kind != .delete, file.changesType {
            return .typeChange(from: file.sourceMode, to: file.targetMode)
        }
        if file.kind != .create && file.source == nil || file.kind != .delete && file.target == nil
        {
            return .noPath
        }
        return patch.kind == .modify && patch.hunks.isEmpty && !patch.isBinary
            ? .nothingToDo : nil
    }

    private mutating func applyChecked(
        _ patch: FilePatch, _ file: SidedFile
    ) throws(FileStop) -> FileOutcome {
        let sourceFile = try self.sourceFile(of: patch, file)
        let source = sourceFile?.bytes
        let preimage = preimage(file, found: sourceFile)
        if let stop = try targetProblem(patch, file, source: source) {
            throw FileStop(problem: stop, preimage: preimage)
        }
        if patch.isBinary {
            return try applyBinary(patch, file, source: sourceFile, preimage: preimage)
        }
        let added = file.source.flatMap { addedLines[$0] } ?? []
        var application = HunkApplication(
            LineImage(sourceFile?.table ?? LineTable([]), addedLines: added), options: options,
            searchedLines: searchedLines)
        let hunks = patch.hunks.enumerated().map { index, hunk in
            application.apply(hunk, number: index + 1)
        }
        searchedLines = application.searchedLines
        let isWhole = hunks.allSatisfy(\.verdict.isInTree)
        var problem: FileProblem?
        if file.kind == .delete, isWhole, application.image.count > 0 {
            problem = .removalLeavesLines(application.image.count)
        }
        let outcome = FileOutcome(
            path: file.target ?? file.source, sourcePath: source == nil ? nil : file.source,
            kind: source == nil && file.kind == .modify ? .create : file.kind, hunks: hunks,
            problem: problem, preimage: preimage, newMode: file.targetMode)
        if let target = file.target {
            let numbers = application.image.addedLineNumbers
            addedLines[target] = numbers.isEmpty ? nil : numbers
        }
        if isWhole, problem == nil {
            write(file, application.image.bytes, sourceKind: sourceFile?.kind)
        }
        return outcome
    }

    private mutating func applyBinary(
        _ patch: FilePatch, _ file: SidedFile, source: KeptFile?, preimage: FileOutcome.Preimage
    ) throws(FileStop) -> FileOutcome {
        let application = BinaryApplication(
            patch: patch, file: file, limits: options.limits, isReverse: options.isReverse)
        let bytes = try application.contents(from: source?.bytes)
        let isLeft = file.kind == .delete && !bytes.isEmpty
        if !isLeft { write(file, bytes, sourceKind: source?.kind) }
        return FileOutcome(
            path: file.target ?? file.source, sourcePath: source == nil ? nil : file.source,
            kind: file.kind, hunks: [], problem: isLeft ? .removalLeavesLines(1) : nil,
            preimage: preimage, newMode: file.targetMode)
    }

    /// The file to patch; nil for one that does not exist yet.
    private func sourceFile(
        of patch: FilePatch, _ file: SidedFile
    ) throws(FileStop) -> KeptFile? {
        guard file.kind != .create, let path = file.source else { return nil }
        let isMoved = file.kind == .rename || file.kind == .copy
        if !isMoved, removed.contains(path), !written.contains(path) {
            throw FileStop(problem: .goneEarlier(path))
        }
        if let found = try found(at: path, in: isMoved ? original : working, file) { return found }
        // A diff without git's header may make a file without saying so.
        let isCreation = !patch.isGitDiff && !patch.isBareHunk && patch.hunks.count == 1
        let oldLineCount = patch.hunks.first.map {
            options.isReverse ? $0.newLineCount : $0.oldLineCount
        }
        if isCreation, oldLineCount == 0 { return nil }
        throw FileStop(problem: .missing(path))
    }

    /// What the tree has at the path of the source, nil for nothing.
    private func found(
        at path: TreePath, in tree: TreeSnapshot, _ file: SidedFile
    ) throws(FileStop) -> KeptFile? {
        let found: KeptFile?
        do throws(TreeError) {
            let direct = try tree.file(at: path, reader: reader)
            let isForFile = file.sourceMode?.isRegularFile ?? true
            if isForFile, direct?.kind.isRegularFile != true {
                found = try tree.contents(of: path, reader: reader).map {
                    KeptFile(TreeFile(kind: .file, bytes: $0))
                }
            } else {
                found = direct
            }
        } catch {
            throw stop(at: path, error)
        }
        guard let found, let mode = file.sourceMode, !mode.isRegularFile,
            found.kind != mode.entryKind
        else { return found }
        throw FileStop(problem: .wrongType(path, found.kind))
    }

    private func stop(at path: TreePath, _ error: TreeError) -> FileStop {
        if case .notRegularFile(_, let kind) = error {
            return FileStop(problem: .wrongType(path, kind))
        }
        return FileStop(problem: .unreadable(error))
    }

    private func targetProblem(
        _ patch: FilePatch, _ file: SidedFile, source: [UInt8]?
    ) throws(FileStop) -> FileProblem? {
        guard let target = file.target, file.makesTarget || source == nil else { return nil }
        do throws(TreeError) {
            var folder = target.folder
            var isBelowFreed = false
            while let path = folder {
                let kind = try working.kind(of: path, reader: reader)
                if let kind, kind != .folder, !isFreed(path) { return .belowFile(target) }
                isBelowFreed = isBelowFreed || isFreed(path)
                folder = path.folder
            }
            let found = isBelowFreed ? nil : try original.kind(of: target, reader: reader)
            guard let kind = found else {
                return written.contains(target) ? .alreadyExists(target) : nil
            }
            if kind == .folder {
                // Git leaves no empty folders behind: one whose files go makes room for a file.
                let left = try working.paths(under: target).contains { !isFreed($0) }
                return left ? .wrongType(target, kind) : nil
            }
            return isFreed(target) ? nil : .alreadyExists(target)
        } catch {
            throw FileStop(problem: .unreadable(error))
        }
    }

    /// Whether what the tree has at a path is gone, or will be, and nothing has taken its place.
    private func isFreed(_ path: TreePath) -> Bool {
        (toBeRemoved.contains(path) || removed.contains(path)) && !written.contains(path)
    }

    private func preimage(_ file: SidedFile, found: KeptFile?) -> FileOutcome.Preimage {
        guard let stated = file.sourceID else { return .unstated }
        guard let found else { return stated.isNull ? .equal : .absent }
        guard let id = found.id else { return .absent }
        return stated.isPrefix(of: id.hex) ? .equal : .different(found: id)
    }

    private mutating func write(
        _ file: SidedFile, _ bytes: [UInt8], sourceKind: TreeEntry.Kind?
    ) {
        if file.removesSource, let source = file.source {
            removed.insert(source)
            // Two files may change places: the other one may be here already.
            if !written.contains(source) {
                working.setContents(nil, of: source, kind: nil, reader: reader)
            }
        }
        if file.kind != .delete, let target = file.target {
            written.insert(target)
            working.setContents(
                bytes, of: target, kind: file.targetMode?.entryKind ?? sourceKind ?? .file,
                reader: reader)
        }
    }

    /// The outcome of a file that stops at a problem.
    private func refused(
        _ patch: FilePatch, _ file: SidedFile, _ problem: FileProblem,
        preimage: FileOutcome.Preimage = .absent
    ) -> FileOutcome {
        var isThere = false
        if case .alreadyExists(let path) = problem, file.kind == .create {
            isThere = isMade(patch, at: path)
        }
        let hunks = patch.hunks.enumerated().map { index, hunk in
            HunkOutcome(
                number: index + 1, hunkLineNumber: hunk.firstLineNumber,
                verdict: isThere ? .alreadyApplied(offset: 0) : .notTried,
                treeLine: isThere ? 1 : nil, resultLine: nil, repairs: [])
        }
        return FileOutcome(
            path: file.target ?? file.source, sourcePath: file.source, kind: file.kind,
            hunks: hunks, problem: problem,
            preimage: file.sourceID == nil ? .unstated : preimage, newMode: file.targetMode)
    }

    /// Whether the file that a patch creates is in the tree, byte for byte.
    private func isMade(_ patch: FilePatch, at path: TreePath) -> Bool {
        var application = HunkApplication(LineImage([]), options: options)
        for (index, hunk) in patch.hunks.enumerated() {
            guard application.apply(hunk, number: index + 1).verdict.isApplied else { return false }
        }
        guard let found = try? working.file(at: path, reader: reader) else { return false }
        return found.kind.isRegularFile && found.bytes == application.image.bytes
    }
}

/// A problem that ends the work on one file patch.
struct FileStop: Error {
    let problem: FileProblem
    var preimage: FileOutcome.Preimage = .absent
}
