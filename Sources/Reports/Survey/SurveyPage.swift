// SPDX-License-Identifier: GPL-2.0-only

internal import GatherSimulation
internal import KernelBuild
public import Reviews

/// A survey of a tree's drivers, set for a terminal: a row for each driver, and where each answer
/// comes from.
public struct SurveyPage {
    private let survey: TreeSurvey
    private let style: TerminalStyle

    /// Sets a survey in a style.
    public init(_ survey: TreeSurvey, style: TerminalStyle = TerminalStyle()) {
        self.survey = survey
        self.style = style
    }

    /// The page.
    public func text() -> String {
        var page = TerminalPage(style: style)
        page.heading("What drivers do with the gather")
        page.blocks(rows, indent: 2)
        summary(to: &page)
        places(to: &page)
        obstacles(to: &page)
        return page.text
    }

    private var seen: [(driver: SurveyedDriver, survey: DriverSurvey)] {
        survey.drivers.compactMap { driver in driver.survey.map { (driver, $0) } }
    }

    private var rows: [[TerminalPage.Cell]] {
        var rows = [
            ["", "fills", "sync reads", "at unmap", "in sync", "relies"].map {
                TerminalPage.Cell($0, .heading)
            }
        ]
        for (driver, survey) in seen {
            rows.append(
                [
                    DisplayText.safe(driver.driver), Wording.fill(survey.filled),
                    Wording.reads(survey), Wording.style(survey.atUnmap),
                    survey.hasSync ? Wording.style(survey.inSync) : "no iotlb_sync",
                    survey.reliance.rawValue,
                ].map { TerminalPage.Cell($0) })
        }
        return rows
    }

    /// The answer to the question for which the survey is made.
    private func summary(to page: inout TerminalPage) {
        let atRisk = seen.filter { $0.survey.filled == nil && $0.survey.reliance != .nothing }
        let defects = seen.filter { !$0.survey.left.isEmpty }
        page.gap()
        page.paragraph(
            "The driver's own unmap_pages and iotlb_sync were run for "
                + "\(DriverSurvey.pageCount) pages. \"relies\": what is missing without "
                + "iotlb_sync.", first: "  ")
        if !seen.isEmpty {
            page.paragraph(
                atRisk.isEmpty
                    ? "Every driver that relies on iotlb_sync fills the gather."
                    : "These leave the gather empty and rely on iotlb_sync, so a core that skips "
                        + "it for empty gathers breaks them: "
                        + atRisk.map { DisplayText.safe($0.driver.driver) }
                        .joined(separator: ", ") + ".", first: "  ")
        }
        for (driver, survey) in defects {
            page.paragraph(
                "\(DisplayText.safe(driver.driver)): \(survey.left) may still be cached after "
                    + (survey.hasSync ? "iotlb_sync." : "unmap_pages, and there is no iotlb_sync."),
                first: "  ", .bad)
        }
    }

    private func places(to page: inout TerminalPage) {
        guard !seen.isEmpty else { return }
        page.heading("Where")
        for (driver, survey) in seen {
            let lines = driver.lines
            var places: [String] = []
            if let filled = survey.filled {
                places.append("fills: \(Wording.place(filled.stack, lines))")
            }
            for read in survey.fieldsRead {
                places.append("reads \(read.field.rawValue): \(Wording.place(read.stack, lines))")
            }
            for (name, style) in [("unmap", survey.atUnmap), ("sync", survey.inSync)]
            where style.commands > 0 {
                places.append(
                    "\(name) invalidates: \(Wording.place(style.stack, lines))")
            }
            for (index, place) in places.enumerated() {
                page.paragraph(
                    DisplayText.safe(place),
                    first: index == 0 ? "  \(DisplayText.safe(driver.driver))  " : "    ")
            }
        }
    }

    private func obstacles(to page: inout TerminalPage) {
        let broken = survey.drivers.filter { $0.isInTree && $0.survey == nil }
        let absent = survey.drivers.filter { !$0.isInTree }.map { DisplayText.safe($0.driver) }
        guard !broken.isEmpty || !absent.isEmpty else { return }
        page.heading("Not seen")
        for driver in broken {
            page.paragraph(
                DisplayText.safe("\(driver.driver): \(Wording.obstacle(driver))"), first: "  ")
        }
        if !absent.isEmpty {
            page.paragraph("not in this tree: " + absent.joined(separator: ", "), first: "  ")
        }
    }
}
