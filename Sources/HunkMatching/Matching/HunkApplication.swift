// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText
internal import UnifiedDiffs

/// Applies the hunks of one file patch, one after the other, to the file's lines.
struct HunkApplication {
    private(set) var image: LineImage
    private let options: MatchOptions
    /// Number of lines gone through for the patch up to now.
    private(set) var searchedLines: Int

    init(_ image: LineImage, options: MatchOptions, searchedLines: Int = 0) {
        self.image = image
        self.options = options
        self.searchedLines = searchedLines + image.count
    }

    /// Applies one hunk if it matches; a hunk that does not leaves the lines as they are.
    mutating func apply(_ hunk: Hunk, number: Int) -> HunkOutcome {
        let sided = SidedHunk(hunk, isReverse: options.isReverse)
        var attempt = attempt(sided)
        // Words right below a hunk may look like its lines: git goes by the counts alone.
        if !attempt.verdict.isInTree, let counted = hunk.counted {
            let second = self.attempt(SidedHunk(counted, isReverse: options.isReverse))
            if second.verdict.isInTree { attempt = second }
        }
        return HunkOutcome(
            number: number, hunkLineNumber: hunk.firstLineNumber, verdict: attempt.verdict,
            treeLine: attempt.treeLine, resultLine: attempt.resultLine,
            repairs: attempt.repairs, otherPlaces: attempt.otherPlaces)
    }

    private struct Attempt {
        var verdict: HunkVerdict
        var treeLine: Int
        var resultLine: Int?
        var repairs: [Repair] = []
        var otherPlaces: [Int] = []
    }

    private mutating func attempt(_ hunk: SidedHunk) -> Attempt {
        searchedLines += image.count + hunk.lines.count
        guard searchedLines <= options.limits.searchedLines else {
            let conflict = HunkConflict(
                reason: .notSearched, matchingLines: 0, oldLines: hunk.old.count)
            return Attempt(
                verdict: .conflict(conflict),
                treeLine: image.treeLine(at: hunk.expectedPosition))
        }
        // A hunk that breaks off inside of its changes may have lost some of them.
        guard !(hunk.isShort && hunk.trailingContext == 0) else { return conflict(hunk) }
        let places = image.places(
            of: hunk.old, expected: hunk.expectedPosition, anchors: hunk.oldAnchors)
        if let place = places.first {
            let others = treeLines(of: places.dropFirst())
            var attempt = commit(hunk, at: place, lines: newLines(of: hunk, at: place), repairs: [])
            attempt.otherPlaces = others
            return attempt
        }
        if let place = placeAtEndWithNewline(hunk) {
            return commit(
                hunk, at: place, lines: newLines(of: hunk, at: place), repairs: [.newlineAtEnd])
        }
        if let done = alreadyApplied(hunk) { return done }
        if let least = options.leastContext, let fuzzy = fuzzy(hunk, leastContext: least) {
            return fuzzy
        }
        if options.repairsWhitespace, let repaired = repaired(hunk) { return repaired }
        return conflict(hunk)
    }

    private func treeLines(of places: ArraySlice<Int>) -> [Int] {
        places.prefix(options.limits.candidates).map { image.treeLine(at: $0) }
    }

    /// The hunk with less and less context, as `apply_one_fragment` of git goes about it.
    private mutating func fuzzy(_ hunk: SidedHunk, leastContext least: Int) -> Attempt? {
        var (leading, trailing) = (hunk.leadingContext, hunk.trailingContext)
        var anchors = hunk.oldAnchors
        let isAnchored = anchors.atStart || anchors.atEnd
        while leading > least || trailing > least {
            if anchors.atStart || anchors.atEnd {
                anchors = Anchors(atStart: false, atEnd: false)
            } else {
                // The longer context shrinks first; both of them where they are equally long.
                if leading >= trailing { leading -= 1 }
                if trailing > leading { trailing -= 1 }
            }
            let ignored = ContextReduction(
                leadingLines: hunk.leadingContext - leading,
                trailingLines: hunk.trailingContext - trailing, isUnanchored: isAnchored)
            let reduced = hunk.withoutContext(
                leading: ignored.leadingLines, trailing: ignored.trailingLines)
            searchedLines += image.count
            guard searchedLines <= options.limits.searchedLines else { return nil }
            // Git takes the dropped lines off its expectation, where it should add them.
            let places = image.places(
                of: reduced.old, expected: hunk.expectedPosition - ignored.leadingLines,
                anchors: anchors)
            guard let place = places.first else { continue }
            return commit(reduced, at: place, ignoring: ignored, others: places.dropFirst())
        }
        return nil
    }

    private mutating func commit(
        _ reduced: SidedHunk, at place: Int, ignoring ignored: ContextReduction,
        others: ArraySlice<Int>
    ) -> Attempt {
        let otherPlaces = treeLines(of: others)
        var attempt = commit(
            reduced, at: place, lines: newLines(of: reduced, at: place), repairs: [])
        let offset = place - ignored.leadingLines - reduced.expectedPosition
        attempt.verdict = .fuzz(offset: options.isReverse ? -offset : offset, ignored)
        attempt.otherPlaces = otherPlaces
        return attempt
    }

    /// The end of the file, for a hunk that says there is no newline at the end where there is one.
    ///
    /// As git does where context follows the last change. Git does so inside of a file too, and then
    /// joins two lines; that is a conflict here.
    private func placeAtEndWithNewline(_ hunk: SidedHunk) -> Int? {
        let place = image.count - hunk.old.count
        guard let last = hunk.old.last, !last.hasNewline, place >= 0, image.count > 0,
            !hunk.oldAnchors.atEnd, !(hunk.oldAnchors.atStart && place > 0),
            !image.isPatched(at: image.count - 1)
        else { return nil }
        let end = image[image.count - 1].bytes
        guard end.starts(with: last.content),
            end.dropFirst(last.content.count).allSatisfy(\.isASCIIWhitespace)
        else { return nil }
        return image.has(Array(hunk.old.dropLast()), at: place) ? place : nil
    }

    private mutating func commit(
        _ hunk: SidedHunk, at place: Int, lines: [LineImage.Line], repairs: [Repair]
    ) -> Attempt {
        let treeLine = image.treeLine(at: place)
        image.replace(place, count: hunk.old.count, by: lines)
        let offset = place - hunk.expectedPosition
        return Attempt(
            verdict: offset == 0 ? .exact : .offset(options.isReverse ? -offset : offset),
            treeLine: treeLine, resultLine: place + 1,
            repairs: repairs + (hunk.areCountsTrue ? [] : [.headerCounts]))
    }

    private func newLines(of hunk: SidedHunk, at place: Int) -> [LineImage.Line] {
        var oldIndex = place
        var lines: [LineImage.Line] = []
        for line in hunk.lines {
            if line.origin.isNew {
                let origin = line.origin == .context ? image.origin(at: oldIndex) : nil
                lines.append(.init(bytes: line.fileBytes[...], origin: origin, isPatched: true))
            }
            if line.origin.isOld { oldIndex += 1 }
        }
        return lines
    }

    /// The place where the new lines stand already, if they are more than braces and blank lines.
    private mutating func alreadyApplied(_ hunk: SidedHunk) -> Attempt? {
        guard hunk.isTelling(inPlaces: 1) else { return nil }
        let places = image.places(
            of: hunk.new, expected: hunk.expectedPosition, anchors: hunk.newAnchors)
        guard let place = places.first, hunk.isTelling(inPlaces: places.count) else { return nil }
        return Attempt(
            verdict: .alreadyApplied(offset: place - hunk.expectedPosition),
            treeLine: image.treeLine(at: place))
    }

    /// The nearest places whose lines differ in white space alone; each one costs a comparison.
    private static let mostLoosePlaces = 16

    private mutating func repaired(_ hunk: SidedHunk) -> Attempt? {
        guard !hunk.old.isEmpty else { return nil }
        let places = image.loosePlaces(
            of: hunk.old, expected: hunk.expectedPosition, anchors: hunk.oldAnchors)
        for place in places.prefix(HunkApplication.mostLoosePlaces) {
            let tree = (place..<(place + hunk.old.count)).map { image[$0] }
            if let repair = WhitespaceRepair(hunk, over: tree) {
                return commit(hunk, at: place, lines: repair.newLines, repairs: repair.repairs)
            }
        }
        return places.first.map { place in
            image.prepareIDs()
            let diagnosis = HunkDiagnosis(hunk, image: image, options: options)
            return Attempt(
                verdict: .conflict(diagnosis.whitespaceConflict(at: place)),
                treeLine: image.treeLine(at: place))
        }
    }

    private mutating func conflict(_ hunk: SidedHunk) -> Attempt {
        image.prepareIDs()
        let found = HunkDiagnosis(hunk, image: image, options: options).conflict()
        return Attempt(
            verdict: .conflict(found.conflict), treeLine: image.treeLine(at: found.place))
    }
}
