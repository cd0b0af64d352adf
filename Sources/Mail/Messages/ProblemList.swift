// SPDX-License-Identifier: GPL-2.0-only

/// Problems of one message, bounded in number.
struct ProblemList {
    private(set) var problems: [MailProblem] = []
    private let limit: Int

    init(limit: Int) { self.limit = limit }

    mutating func add(
        _ kind: MailProblem.Kind, _ detail: String, _ span: Range<Int>, _ lineNumber: Int
    ) {
        if problems.count < limit {
            problems.append(
                MailProblem(kind: kind, detail: detail, span: span, lineNumber: lineNumber))
        } else if problems.count == limit {
            problems.append(
                MailProblem(
                    kind: .limitReached, detail: "more than \(limit) problems", span: span,
                    lineNumber: lineNumber))
        }
    }
}
