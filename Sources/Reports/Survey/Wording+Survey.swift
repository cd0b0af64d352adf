// SPDX-License-Identifier: GPL-2.0-only

internal import GatherSimulation
internal import KernelBuild
internal import Reviews

extension Wording {
    /// Whether a driver fills the gather.
    static func fill(_ fill: GatherFill?) -> String {
        guard let fill else { return "no" }
        return fill.isExact ? "yes" : "yes, \(fill.iovas)"
    }

    /// The fields that a sync reads, in the structure's order.
    static func reads(_ survey: DriverSurvey) -> String {
        guard survey.hasSync else { return "no iotlb_sync" }
        let fields = GatherField.allCases.filter { field in
            survey.fieldsRead.contains { $0.field == field }
        }
        return fields.isEmpty ? "-" : fields.map(\.rawValue).joined(separator: " ")
    }

    /// How some pages are invalidated.
    static func style(_ style: InvalidationStyle) -> String {
        switch style.scope {
        case .nothing: "-"
        case .page: "page"
        case .range: "range"
        case .all: "all"
        }
    }

    /// The innermost place, and the function of the driver behind it.
    static func place(_ stack: [UInt64], _ lines: SourceLines) -> String {
        let frames = stack.lazy.compactMap { lines[$0] }
        guard let inner = frames.first else { return "unknown" }
        let place = inner.text
        guard let outer = frames.first(where: { $0.path.hasSuffix(".c") && $0.path != inner.path })
        else { return place }
        return place + ", from \(outer.text)"
    }

    /// Why nothing was seen of a driver.
    static func obstacle(_ driver: SurveyedDriver) -> String {
        switch driver.result {
        case .notRun(let why): return why
        case .seen(let survey): return ending(survey.outcome)
        }
    }

    /// How a run ended.
    static func ending(_ outcome: RunOutcome) -> String {
        switch outcome {
        case .completed: "nothing"
        case .crashed: "it crashed"
        case .notModelled(let name, _): "not modelled: \(name)"
        case .outOfBudget(let what, _): "out of budget: \(what)"
        case .simulatorFault(let what): "a bug of the simulator: \(what)"
        case .setupFailed(let what): "the bench could not be set up: \(what)"
        }
    }
}
