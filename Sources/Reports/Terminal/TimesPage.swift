// SPDX-License-Identifier: GPL-2.0-only

public import Reviews

/// How long benches take, set for a terminal: a row for each, in seconds, and their sums.
public struct TimesPage {
    private let times: [BenchTime]
    private let style: TerminalStyle

    /// Sets times in a style.
    public init(_ times: [BenchTime], style: TerminalStyle = TerminalStyle()) {
        self.times = times
        self.style = style
    }

    /// The page.
    public var text: String {
        var page = TerminalPage(style: style)
        page.heading("Seconds for each bench")
        page.blocks(rows, indent: 2)
        return page.text
    }

    private var rows: [[TerminalPage.Cell]] {
        let head = ["", "units", "scenarios", "cold build", "warm build", "run"]
        let sums = [
            "all", "", "", Self.seconds(times.map(\.coldBuild)),
            Self.seconds(times.map(\.warmBuild)), Self.seconds(times.map(\.run)),
        ]
        return [head.map { TerminalPage.Cell($0, .heading) }] + times.map(row)
            + [sums.map { TerminalPage.Cell($0) }]
    }

    private func row(_ time: BenchTime) -> [TerminalPage.Cell] {
        let name = TerminalPage.Cell(DisplayText.safe(time.driver))
        if let obstacle = time.obstacle {
            return [name, TerminalPage.Cell(DisplayText.safe(obstacle), .faint)]
        }
        return [name]
            + [
                "\(time.units)", "\(time.scenarios)", Self.seconds([time.coldBuild]),
                Self.seconds([time.warmBuild]), Self.seconds([time.run]),
            ].map { TerminalPage.Cell($0) }
    }

    /// Hundredths of a second, rounded down.
    private static func seconds(_ durations: [Duration]) -> String {
        let sum = durations.reduce(Duration.zero, +).components
        let hundredths = sum.attoseconds / 10_000_000_000_000_000
        return "\(sum.seconds).\(hundredths < 10 ? "0" : "")\(hundredths)"
    }
}
