// SPDX-License-Identifier: GPL-2.0-only

/// How pages look: one style sheet, light and dark, for screens from 800 pixels and for paper.
///
/// On paper what is folded is open, but for traces that the reader has not opened.
/// Colours have a contrast of 4.5:1 at the least with what they stand on, and nothing is said by
/// colour alone.
enum PageStyle {
    static let sheet = """
        :root {
          color-scheme: light dark;
          --paper: #fdfdfc; --ink: #1d1f21; --soft: #5a6066; --rule: #d9dcdf; --panel: #f3f4f5;
          --link: #0b57a4; --good: #1a6b35; --doubt: #8a4b00; --bad: #b3261e;
          --good-back: #eaf5ec; --doubt-back: #fdf3e2; --bad-back: #fdecea;
          --mapped: #9aa3ab; --gathered: #7a5ea8; --invalidated: #3572b0;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --paper: #16181a; --ink: #e4e6e8; --soft: #a4abb2; --rule: #3a3f44; --panel: #202326;
            --link: #82b7f0; --good: #7fcf95; --doubt: #e8b25f; --bad: #ff9d94;
            --good-back: #17281c; --doubt-back: #2e2515; --bad-back: #331b19;
            --mapped: #6b747c; --gathered: #a98fd6; --invalidated: #5b9bd9;
          }
        }
        * { box-sizing: border-box; }
        html { scroll-padding-top: 1rem; }
        body {
          margin: 0 auto; padding: 1.5rem 2rem 3rem; max-width: 84rem;
          background: var(--paper); color: var(--ink);
          font: 1rem/1.5 system-ui, "Liberation Sans", "DejaVu Sans", sans-serif;
          overflow-wrap: anywhere;
        }
        h1, h2, h3, h4 { line-height: 1.25; font-weight: 600; }
        h1 { font-size: 1.6rem; margin: 0 0 .4rem; max-width: 60ch; }
        h2 { font-size: 1.25rem; margin: 2.5rem 0 .8rem; padding-top: .6rem; border-top: 1px solid var(--rule); }
        header h2 { font-size: 1rem; margin: 1rem 0 .3rem; padding: 0; border: 0; }
        h3 { font-size: 1.05rem; margin: 1.5rem 0 .4rem; }
        h4 { font-size: 1rem; margin: 1rem 0 .3rem; }
        p, ul, ol { margin: .4rem 0 .8rem; }
        p, li, figcaption { max-width: 90ch; }
        ul, ol { padding-left: 1.4rem; }
        a { color: var(--link); text-underline-offset: .15em; }
        a:focus-visible, summary:focus-visible, [tabindex]:focus-visible {
          outline: 3px solid var(--link); outline-offset: 2px;
        }
        .skip { position: absolute; left: -100vw; }
        .skip:focus { position: static; display: inline-block; padding: .4rem .8rem; }
        code, pre, .diff, .trace { font-family: ui-monospace, "Liberation Mono", "DejaVu Sans Mono", monospace; font-size: .85rem; }
        pre { margin: .3rem 0; white-space: pre-wrap; line-height: 1.4; }
        small { font-size: .85em; color: var(--soft); }
        .detail { display: block; }
        .over-title { margin: 0; color: var(--soft); font-size: .9rem; }
        .facts { color: var(--soft); font-size: .92rem; }
        .verdict { margin: 1rem 0; padding: .2rem 1.1rem; border-left: 4px solid var(--doubt); background: var(--panel); font-size: 1.08rem; }
        .verdict:has(.good) { border-color: var(--good); }
        .columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(22rem, 1fr)); gap: 0 2.5rem; }
        .good { color: var(--good); } .doubtful { color: var(--doubt); }
        .bad { color: var(--bad); } .unknown { color: var(--soft); }
        .status.good, .status.doubtful { color: inherit; }
        .status.good strong { color: var(--good); } .status.doubtful strong { color: var(--doubt); }
        nav ul { display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; padding: .6rem 0; margin: 1rem 0 0; list-style: none; border-block: 1px solid var(--rule); }
        table { border-collapse: collapse; }
        caption { text-align: left; padding: .3rem 0; color: var(--soft); font-size: .92rem; }
        th, td { padding: .3rem .8rem .3rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--rule); }
        thead th { font-size: .88rem; color: var(--soft); font-weight: 600; }
        tbody th { font-weight: 600; }
        .wide { overflow-x: auto; margin: .6rem 0 1rem; }
        .wide table { overflow-wrap: normal; }
        .matrix td, .matrix th { white-space: nowrap; padding: .25rem .9rem .25rem .5rem; }
        .short, .scenarios th, .scenarios td:nth-child(2) { white-space: nowrap; }
        .matrix td a { color: inherit; }
        .matrix small { display: block; }
        .matrix td.bad { background: var(--bad-back); }
        .matrix td.doubtful { background: var(--doubt-back); }
        .matrix tbody tr:hover { background: var(--panel); }
        .ranking { list-style: none; padding: 0; }
        .ranking > li { padding-left: 1rem; border-left: 3px solid var(--rule); margin-bottom: 1.2rem; }
        .ranking > li:first-child { border-color: var(--good); }
        .ranking h3 { margin: 0 0 .3rem; }
        .score { font-weight: 400; color: var(--soft); }
        .decision { color: var(--soft); }
        .note { margin: .8rem 0; padding: .4rem 1rem; background: var(--panel); }
        .note h3 { margin: .2rem 0; }
        summary { cursor: pointer; padding: .25rem 0; }
        details.driver { border-bottom: 1px solid var(--rule); }
        details.driver[open] { padding-bottom: 1rem; }
        .cell { padding: .2rem 0 .8rem 1rem; border-left: 3px solid var(--rule); margin: .8rem 0; }
        .cell:target, .message article:target { border-left-color: var(--link); }
        .cell h3 { margin: 0 0 .5rem; }
        .stack { list-style: none; padding-left: 1rem; color: var(--soft); font-size: .9rem; }
        figure { margin: .5rem 0; }
        figcaption, .side { color: var(--soft); font-size: .9rem; margin: .2rem 0; }
        .side { font-weight: 600; color: var(--ink); }
        .pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(30rem, 100%), 1fr)); gap: 1rem 2rem; }
        .picture { display: block; width: 100%; max-width: 46rem; height: auto; }
        .picture text { font: 10px ui-monospace, "Liberation Mono", "DejaVu Sans Mono", monospace; fill: var(--soft); }
        .picture .step { fill: var(--ink); font-weight: 600; }
        .picture .note { fill: var(--bad); font-weight: 600; }
        .axis line { stroke: var(--rule); stroke-width: 1; }
        .l-mapped rect { fill: var(--mapped); }
        .l-unmapped rect { fill: none; stroke: var(--soft); stroke-dasharray: 3 2; }
        .l-gathered rect { fill: var(--gathered); }
        .l-invalidated rect { fill: var(--invalidated); }
        .l-over rect { fill: url(#dotted); stroke: var(--doubt); }
        .l-defect rect { fill: url(#hatched); stroke: var(--bad); }
        .l-defect text { fill: var(--bad); font-weight: 600; }
        .l-over text { fill: var(--doubt); font-weight: 600; }
        .fillings { position: absolute; }
        .hatch { fill: var(--bad); } .hatch-back { fill: var(--bad-back); }
        .dot { fill: var(--doubt); } .dot-back { fill: var(--doubt-back); }
        .trace { width: 100%; } .trace td { padding: .1rem .8rem .1rem 0; border: 0; }
        .trace .begins td { border-top: 1px solid var(--rule); font-weight: 600; }
        .trace .event td { color: var(--soft); }
        .file { margin: 1rem 0 .2rem; color: var(--soft); } .file code { color: var(--ink); }
        table.diff { width: 100%; border: 1px solid var(--rule); }
        .diff caption { padding: .3rem .6rem; background: var(--panel); border: 1px solid var(--rule); border-bottom: 0; }
        .diff td { padding: 0 .6rem; border: 0; white-space: pre-wrap; line-height: 1.45; }
        .diff td:last-child { width: 14rem; font-family: system-ui, "Liberation Sans", sans-serif; }
        .diff summary { padding: 0; }
        .number { color: var(--soft); } .diff .number { width: 4rem; text-align: right; user-select: none; }
        .diff ins, .diff del, .note ins, .note del { text-decoration: none; }
        .added { background: var(--good-back); } .deleted { background: var(--bad-back); }
        .diff .remark td { font-family: system-ui, "Liberation Sans", sans-serif; white-space: normal; padding: .4rem .6rem; background: var(--doubt-back); }
        .badge { margin-left: .8rem; font-weight: 600; }
        .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
        .message summary .labels { color: var(--link); font-weight: 600; }
        .message article { padding: .2rem 0 .6rem 1.2rem; border-left: 3px solid var(--rule); }
        .quoted, .aside, .quote summary { color: var(--soft); }
        .target:target { background: var(--doubt-back); outline: 2px solid var(--doubt); }
        .d1 { margin-left: 1.2rem; } .d2 { margin-left: 2.4rem; } .d3 { margin-left: 3.6rem; }
        .d4 { margin-left: 4.8rem; } .d5 { margin-left: 6rem; } .d6 { margin-left: 7.2rem; }
        .d7 { margin-left: 8.4rem; } .d8 { margin-left: 9.6rem; } .d9 { margin-left: 10.8rem; }
        .d10, .d11, .d12 { margin-left: 12rem; }
        footer { margin-top: 3rem; border-top: 1px solid var(--rule); color: var(--soft); font-size: .88rem; }
        @media print {
          :root {
            --paper: #fff; --ink: #000; --soft: #444; --rule: #bbb; --panel: #fff; --link: #000;
            --good: #1a6b35; --doubt: #8a4b00; --bad: #b3261e;
            --good-back: #fff; --doubt-back: #fff; --bad-back: #fff; --mapped: #aaa;
          }
          body { max-width: none; padding: 0; font-size: 9.5pt; }
          nav, .skip { display: none; }
          details:not(.deep)::details-content { content-visibility: visible; block-size: auto; }
          a { text-decoration: none; }
          .wide { overflow: visible; }
          th, td { padding: .05rem .6rem .05rem 0; font-size: 8.5pt; }
          .cell { margin: .3rem 0; padding-bottom: .2rem; } figure { margin: .2rem 0; }
          .matrix td, .matrix th { white-space: normal; padding: .1rem .3rem; font-size: 8pt; }
          figure, tr, .verdict { break-inside: avoid; }
          h2, h3, summary { break-after: avoid; }
        }

        """
}
