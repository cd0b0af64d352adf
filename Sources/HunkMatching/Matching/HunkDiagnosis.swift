// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText
internal import UnifiedDiffs

/// Finds out why a hunk does not match a file's lines.
struct HunkDiagnosis {
    private let hunk: SidedHunk
    private let image: LineImage
    private let options: MatchOptions

    init(_ hunk: SidedHunk, image: LineImage, options: MatchOptions) {
        self.hunk = hunk
        self.image = image
        self.options = options
    }

    /// The reason, and the 0-based line of the place that it is told for.
    func conflict() -> (conflict: HunkConflict, place: Int) {
        let best = BestPlace(
            of: hunk.old.map(image.id), in: image,
            expected: hunk.expectedPosition, limit: options.limits.weighedPlaces)
        if let part = appliedInPart() {
            return (
                HunkConflict(
                    reason: .appliedInPart(changes: part.applied, of: part.changes),
                    matchingLines: best.matchingLines, oldLines: hunk.old.count), part.place
            )
        }
        return (
            HunkConflict(
                reason: reason(at: best.position), matchingLines: best.matchingLines,
                oldLines: hunk.old.count), best.position
        )
    }

    /// The conflict at a place whose lines differ from the hunk's in white space alone.
    func whitespaceConflict(at place: Int) -> HunkConflict {
        let differing = hunk.old.indices.filter {
            !hunk.old[$0].isEqual(to: image[place + $0].bytes)
        }
        let reason: HunkConflict.Reason =
            differing.first.map {
                .whitespaceDiffers(difference(of: $0, at: place), lines: differing.count)
            } ?? reason(at: place)
        return HunkConflict(
            reason: reason, matchingLines: hunk.old.count - differing.count,
            oldLines: hunk.old.count)
    }

    private func reason(at place: Int) -> HunkConflict.Reason {
        for (index, line) in hunk.old.enumerated() {
            let position = place + index
            if position < image.count, line.isEqual(to: image[position].bytes) { continue }
            return .linesDiffer(difference(of: index, at: place))
        }
        let end = place + hunk.old.count
        if hunk.isShort { return .brokenOff }
        if (min(place, image.count)..<min(end, image.count)).contains(where: image.isPatched) {
            return .overlapsEarlierHunk
        }
        return hunk.oldAnchors.atStart && place > 0 ? .notAtStart : .notAtEnd
    }

    private func difference(of index: Int, at place: Int) -> LineDifference {
        let position = place + index
        return LineDifference(
            patchLineNumber: hunk.old[index].lineNumber,
            expected: hunk.old[index].content,
            found: position < image.count ? withoutLF(image[position].bytes) : nil,
            treeLine: image.treeLine(at: position))
    }

    private func withoutLF(_ line: ArraySlice<UInt8>) -> [UInt8] {
        Array(line.last == 0x0a ? line.dropLast() : line)
    }

    /// The most places at which a part of the hunk is looked for; each one costs the hunk's lines.
    private static let mostPartPlaces = 64

    /// The nearest place with all of the hunk's context where some of its changes are made already.
    private func appliedInPart() -> (place: Int, applied: Int, changes: Int)? {
        let changes = hunk.lines.count { $0.origin != .context }
        guard changes > 1, hunk.leadingContext > 0, hunk.trailingContext > 0 else { return nil }
        let ids = hunk.lines.map(image.id)
        guard !zip(hunk.lines, ids).contains(where: { $0.origin == .context && $1 < 0 }) else {
            return nil
        }
        // The rarest line would be better; the first one is near enough for a bounded search.
        let expected = hunk.expectedPosition
        let places = image.ids.indices.filter { image.ids[$0] == ids[0] }
            .sorted { (abs($0 - expected), $0) < (abs($1 - expected), $1) }
        for place in places.prefix(HunkDiagnosis.mostPartPlaces) {
            guard let applied = appliedChanges(at: place, ids: ids) else { continue }
            if applied > 0, applied < changes { return (place, applied, changes) }
        }
        return nil
    }

    /// Number of changes that are made at a place, nil if not all of the context is there; an added
    /// line counts only if it says something.
    private func appliedChanges(at place: Int, ids: [Int32]) -> Int? {
        var position = place
        var applied = 0
        var isTold = false
        for (line, id) in zip(hunk.lines, ids) {
            let isThere = position < image.count && image.ids[position] == id
            switch line.origin {
            case .context where !isThere: return nil
            case .context: break
            case .added:
                applied += isThere ? 1 : 0
                if isThere, line.isTelling { isTold = true }
            case .deleted:
                applied += isThere ? 0 : 1
                if isThere, line.isTelling { isTold = true }
            }
            position += isThere ? 1 : 0
        }
        return isTold ? applied : 0
    }
}

extension SidedHunk.Line {
    /// Whether the line has a letter or a digit: braces and blank lines prove nothing.
    var isTelling: Bool { content.contains { $0.isASCIILetter || $0.isASCIIDigit } }
}

extension SidedHunk {
    /// Whether the new side, which stands in so many places, says enough to recognise a change by:
    /// one added line with a letter or digit, or for a hunk that only deletes three such lines of
    /// context, or two of them in a single place.
    func isTelling(inPlaces count: Int) -> Bool {
        let added = lines.filter { $0.origin == .added }
        guard added.isEmpty else { return added.contains(where: \.isTelling) }
        return new.count(where: \.isTelling) >= (count == 1 ? 2 : 3)
    }
}
