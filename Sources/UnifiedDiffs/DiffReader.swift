// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText

/// Walks over the lines of a text and reads the file patches in it.
struct DiffReader {
    let text: ByteText
    let limits: DiffLimits
    /// Index into `text.lines` of the line to read next.
    var position = 0
    private var patchCount = 0
    private(set) var hunkCount = 0

    init(text: ByteText, limits: DiffLimits) {
        self.text = text
        self.limits = limits
    }

    /// The next file patch at or after `position`, nil at the end.
    mutating func nextPatch() -> FilePatch? {
        while position < text.lines.count {
            guard patchCount < limits.filePatches, hunkCount < limits.hunks else { return nil }
            let start = position
            if var patch = patchHere() {
                precondition(position > start, "A patch has lines.")
                patchCount += 1
                if patchCount == limits.filePatches || hunkCount == limits.hunks {
                    patch.problems.append(problem(.limitReached, at: position - 1))
                }
                return patch
            }
            position = start + 1
        }
        return nil
    }

    /// Whether the lines of these 1-based numbers are all blank; true for none.
    func areBlank(_ numbers: Range<Int>) -> Bool {
        numbers.allSatisfy { number in
            guard let line = text.line(number) else { return true }
            return text[line].allSatisfy(\.isASCIIBlank)
        }
    }

    /// Reads the patch that begins at `position`, and moves behind it; nil if none begins there.
    private mutating func patchHere() -> FilePatch? {
        let start = position
        if let hunk = hunkHere() {
            guard hunk.hunk.addedCount + hunk.hunk.deletedCount > 0 else { return nil }
            var patch = emptyPatch(from: start, header: PatchHeader())
            patch.isBareHunk = true
            take(hunk, into: &patch)
            takeHunks(into: &patch)
            finish(&patch)
            return patch
        }
        guard let header = PatchHeader(in: self, at: start) else { return nil }
        position = start + header.lineCount
        var patch = emptyPatch(from: start, header: header)
        takeHunks(into: &patch)
        if patch.hunks.isEmpty { takeBinary(into: &patch) }
        guard !patch.hunks.isEmpty || patch.isBinary || header.lineCount > 1 else { return nil }
        finish(&patch)
        check(&patch, header: header)
        return patch
    }

    private mutating func takeHunks(into patch: inout FilePatch) {
        while let hunk = hunkHere() {
            if patch.isBareHunk, let last = patch.hunks.last, hunk.hunk.oldStart <= last.oldStart {
                return
            }
            take(hunk, into: &patch)
        }
    }

    private mutating func take(_ read: ReadHunk, into patch: inout FilePatch) {
        patch.hunks.append(read.hunk)
        patch.problems += read.problems
        position = read.end
        hunkCount += 1
    }

    private func hunkHere() -> ReadHunk? {
        guard firstByte(position) == 0x40, hunkCount < limits.hunks else { return nil }  // @
        return ReadHunk(in: self, at: position)
    }

    private func emptyPatch(from start: Int, header: PatchHeader) -> FilePatch {
        let lowerBound = text.lines[start].span.lowerBound
        return FilePatch(
            kind: .modify, refusedPaths: [], strippedComponents: 0, oldMode: header.oldMode,
            newMode: header.newMode, preimageID: header.preimageID,
            postimageID: header.postimageID, similarity: header.similarity, isBinary: false,
            isBareHunk: false, isGitDiff: header.isGitDiff,
            headerLines: (start..<start + header.lineCount).map { wholeLine($0) }, hunks: [],
            span: lowerBound..<lowerBound, firstLineNumber: start + 1, lastLineNumber: start + 1,
            endsInNewline: true, problems: [])
    }

    /// Fills in where the patch ends, once `position` is behind it.
    private func finish(_ patch: inout FilePatch) {
        let last = text.lines[position - 1]
        patch.lastLineNumber = position
        patch.span = patch.span.lowerBound..<last.spanWithTerminator.upperBound
        patch.endsInNewline = last.terminator != .none
    }

    private func check(_ patch: inout FilePatch, header: PatchHeader) {
        let names = header.resolvedNames(hunks: patch.hunks)
        patch.kind = names.kind
        patch.oldPath = names.oldPath
        patch.newPath = names.newPath
        patch.refusedPaths = names.refused
        patch.strippedComponents = names.stripped
        let first = patch.firstLineNumber - 1
        patch.problems.insert(
            contentsOf: names.problems.map { problem($0, at: first) }, at: 0)
        let isEmpty = patch.hunks.isEmpty && !patch.isBinary
        if patch.kind == .modify, isEmpty {
            let modesDiffer = patch.newMode != nil && patch.oldMode != patch.newMode
            if header.statesBothModes, modesDiffer {
                patch.kind = .modeChange
            } else {
                patch.problems.append(problem(.noHunks, at: first))
            }
        }
        for hunk in patch.hunks {
            let at = hunk.firstLineNumber - 1
            if patch.kind == .create, hunk.oldLineCount > 0 {
                patch.problems.append(problem(.createdFileHasOldLines, at: at))
            }
            if patch.kind == .delete, hunk.newLineCount > 0 {
                patch.problems.append(problem(.deletedFileHasNewLines, at: at))
            }
        }
    }
}

extension DiffReader {
    /// The line at `index` without terminator; empty outside of the text.
    func line(_ index: Int) -> ArraySlice<UInt8> {
        index < text.lines.count ? text[text.lines[index]] : []
    }

    /// The first byte of the line at `index`; nil for an empty line and outside of the text.
    func firstByte(_ index: Int) -> UInt8? {
        guard index < text.lines.count else { return nil }
        let span = text.lines[index].span
        return span.isEmpty ? nil : text.bytes[span.lowerBound]
    }

    /// The line at `index` without LF, and without so many bytes at its start; a CR before the LF is
    /// kept.
    func wholeLine(_ index: Int, droppingFirst count: Int = 0) -> [UInt8] {
        let line = text.lines[index]
        let end = line.span.upperBound + (line.terminator == .crlf ? 1 : 0)
        return Array(text.bytes[min(line.span.lowerBound + count, end)..<end])
    }

    /// A problem of the line at `index`.
    func problem(_ kind: DiffProblem.Kind, at index: Int) -> DiffProblem {
        let line = text.lines[min(max(index, 0), text.lines.count - 1)]
        return DiffProblem(kind: kind, lineNumber: line.number, span: line.span)
    }
}
