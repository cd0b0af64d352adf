// SPDX-License-Identifier: GPL-2.0-only

internal import GatherSimulation
internal import KernelBuild
internal import Reviews

/// The document of `survey`: what the drivers of a tree do with the gather.
struct SurveyRecord: Codable, Hashable {
    /// Always `"review-thread-survey"`.
    let format: String

    /// The version of the format, 1.
    let version: Int

    /// The tree, with its layers.
    let tree: TreeRecord

    /// How many pages each driver unmapped.
    let pageCount: Int

    /// A record for each bench that was wanted, by its name.
    let drivers: [SurveyedDriverRecord]

    init(_ survey: TreeSurvey) {
        format = "review-thread-survey"
        version = 1
        tree = TreeRecord(survey.tree)
        pageCount = DriverSurvey.pageCount
        drivers = survey.drivers.map(SurveyedDriverRecord.init)
    }
}

/// What one driver does.
struct SurveyedDriverRecord: Codable, Hashable {
    /// The bench's name, and the driver's source.
    let driver: String
    let path: String

    /// Whether the tree has that source.
    let isInTree: Bool

    /// Why nothing was seen; absent where something was.
    var obstacle: String?

    /// The rest is absent where nothing was seen.
    ///
    /// What the driver added to the gather; absent also where it is still empty.
    var filled: GatherFillRecord?

    /// Whether the driver has an `iotlb_sync`.
    var hasSync: Bool?

    /// The fields of the gather that it loads, in the order of their first load.
    var fieldsRead: [GatherReadRecord]?

    /// What it invalidates before `unmap_pages` returns, and in `iotlb_sync`.
    var atUnmap: InvalidationStyleRecord?
    var inSync: InvalidationStyleRecord?

    /// What is missing without `iotlb_sync`: `nothing`, `completion`, `invalidation`.
    var reliance: String?

    /// What may still be cached when all is done; absent where nothing is.
    var left: RangeSetRecord?

    init(_ surveyed: SurveyedDriver) {
        driver = surveyed.driver
        path = surveyed.path
        isInTree = surveyed.isInTree
        guard let survey = surveyed.survey else {
            obstacle = Wording.obstacle(surveyed)
            return
        }
        let lines = surveyed.lines
        filled = survey.filled.map { GatherFillRecord($0, lines) }
        hasSync = survey.hasSync
        fieldsRead = survey.fieldsRead.map {
            GatherReadRecord(field: $0.field.rawValue, stack: FrameRecord.stack($0.stack, lines))
        }
        atUnmap = InvalidationStyleRecord(survey.atUnmap, lines)
        inSync = InvalidationStyleRecord(survey.inSync, lines)
        reliance = survey.reliance.rawValue
        left = survey.left.isEmpty ? nil : RangeSetRecord(survey.left)
    }
}

/// What a driver added to the gather.
struct GatherFillRecord: Codable, Hashable {
    /// The IOVAs between its start and its end, and whether they are those that were unmapped.
    let iovas: RangeRecord
    let isExact: Bool

    /// Its page size in bytes, 0 where nobody told it.
    let pageSize: UInt64

    /// The calls of the first store into it, innermost first.
    let stack: [FrameRecord]

    init(_ fill: GatherFill, _ lines: SourceLines) {
        iovas = RangeRecord(fill.iovas)
        isExact = fill.isExact
        pageSize = fill.pageSize
        stack = FrameRecord.stack(fill.stack, lines)
    }
}

/// A load from the gather.
struct GatherReadRecord: Codable, Hashable {
    /// `start`, `end`, `pgsize`, `freelist`, `queued`.
    let field: String

    /// The calls of the first such load, innermost first.
    let stack: [FrameRecord]
}

/// How a driver invalidates the pages.
struct InvalidationStyleRecord: Codable, Hashable {
    /// `nothing`; `page` for a command each, `range` for fewer, `all` where one names everything.
    let scope: String

    /// How many commands there are.
    let commands: Int

    /// The calls of the first one, innermost first.
    let stack: [FrameRecord]

    init(_ style: InvalidationStyle, _ lines: SourceLines) {
        scope = style.scope.rawValue
        commands = style.commands
        stack = FrameRecord.stack(style.stack, lines)
    }
}

extension FrameRecord {
    /// The places of program counters, inlined ones included.
    static func stack(_ counters: [UInt64], _ lines: SourceLines) -> [FrameRecord] {
        counters.flatMap { lines.frames[$0] ?? [] }.map(FrameRecord.init)
    }
}
