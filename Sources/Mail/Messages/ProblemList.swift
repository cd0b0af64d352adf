// SPDX-License-Identifier: GPL-2.0-only

/// Problems of one message, bounded in number.
struct ProblemList {
    private(set) var problems: [MailProblem] = []
    private let limit: Int
    /// Place in the input of the bytes that spans refer to.
    private let offset: Int

    init(limit: Int, offset: Int = 0) {
        self.limit = limit
        self.offset = offset
    }

    mutating func add(
        _ kind: MailProblem.Kind, _ detail: String, _ span: Range<Int>, _ lineNumber: Int
    ) {
        let span = (span.lowerBound + offset)..<(span.upperBound + offset)
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
