// SPDX-License-Identifier: GPL-2.0-only

public import Reviews

/// What patches do on a tree, set for a terminal: the table, and what stands behind it.
public struct ComparisonReport {
    private let comparison: TreeComparison
    private let style: TerminalStyle

    /// Sets a comparison in a style.
    public init(_ comparison: TreeComparison, style: TerminalStyle = TerminalStyle()) {
        self.comparison = comparison
        self.style = style
    }

    /// The page.
    ///
    /// - Parameters:
    ///   - isVerbose: show every run, not only those that are not clean.
    ///   - hasTrace: show what happened in each run, event by event.
    public func text(isVerbose: Bool = false, hasTrace: Bool = false) -> String {
        var page = TerminalPage(style: style)
        DriverSection(comparison: comparison, isVerbose: isVerbose).write(to: &page)
        ChangeSection(comparison: comparison, isVerbose: isVerbose).write(to: &page)
        LadderSection(comparison: comparison, isVerbose: isVerbose).write(to: &page)
        HunkSection(comparison: comparison).write(to: &page)
        CoverageSection(comparison: comparison, isVerbose: isVerbose).write(to: &page)
        if hasTrace { TraceSection(comparison: comparison).write(to: &page) }
        return page.text
    }
}
