// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText

/// Cuts the header of a message or part into fields.
struct HeaderReader {
    /// A header: its fields, and where the body starts.
    struct Header {
        private(set) var fields: [FieldSpan] = []
        /// Those of the fields that the readers look for, few of many.
        private(set) var known: [FieldSpan] = []
        var bodyStart: Int
        var bodyLineNumber: Int

        init(bodyStart: Int, bodyLineNumber: Int) {
            self.bodyStart = bodyStart
            self.bodyLineNumber = bodyLineNumber
        }

        func first(_ kind: FieldSpan.Kind) -> FieldSpan? { known.first { $0.kind == kind } }

        mutating func add(_ field: FieldSpan) {
            fields.append(field)
            if field.kind != .other { known.append(field) }
        }
    }

    /// Reads fields from `span` of the bytes up to and including the empty line.
    ///
    /// A line that is no field is skipped when a field follows on the next line; otherwise the body
    /// starts there, as in Python's `email`. Limits end the header where they are reached.
    static func read(
        _ input: [UInt8], span: Range<Int>, firstLineNumber: Int, limits: MailLimits,
        problems: inout ProblemList
    ) -> Header {
        var header = Header(bodyStart: span.lowerBound, bodyLineNumber: firstLineNumber)
        var position = span.lowerBound
        var lineNumber = firstLineNumber
        var sawEmptyLine = false
        let end = span.upperBound

        while position < end {
            let lineEnd = input.endOfLine(at: position, before: end)
            if isEmpty(input, position..<lineEnd) {
                position = lineEnd
                lineNumber += 1
                sawEmptyLine = true
                break
            }
            guard let name = name(in: input, position..<lineEnd) else {
                let isEnvelope =
                    header.fields.isEmpty
                    && (input[position..<lineEnd].hasPrefix("From ")
                        || input[position..<lineEnd].hasPrefix(">From "))
                if !isEnvelope {
                    problems.add(
                        .headerMalformedLine, "a line of the header is no field",
                        position..<lineEnd, lineNumber)
                    let nextEnd = input.endOfLine(at: lineEnd, before: end)
                    if self.name(in: input, lineEnd..<nextEnd) == nil { break }
                }
                position = lineEnd
                lineNumber += 1
                continue
            }
            var fieldEnd = lineEnd
            var fieldLines = 1
            while fieldEnd < end, input[fieldEnd].isASCIIBlank {
                let nextEnd = input.endOfLine(at: fieldEnd, before: end)
                // A line of blanks alone ends a header in practice (RFC 5322 section 4.2 forbids it).
                if input[fieldEnd..<nextEnd].allSatisfy(\.isASCIIWhitespace),
                    !startsFieldOrFold(input, nextEnd, end)
                {
                    break
                }
                fieldEnd = nextEnd
                fieldLines += 1
            }
            if header.fields.count >= limits.headerFields
                || fieldEnd - span.lowerBound > limits.headerBytes
            {
                problems.add(
                    .limitReached,
                    "header: more than \(limits.headerFields) fields or "
                        + "\(limits.headerBytes) bytes; the rest is taken as the body",
                    position..<fieldEnd, lineNumber)
                sawEmptyLine = true
                break
            }
            let valueEnd = endWithoutLineEnd(input, (name.colon + 1)..<fieldEnd)
            header.add(
                FieldSpan(
                    kind: FieldSpan.kind(position..<name.end, in: input),
                    span: position..<fieldEnd, nameEnd: name.end,
                    value: (name.colon + 1)..<valueEnd, lineNumber: lineNumber))
            position = fieldEnd
            lineNumber += fieldLines
        }
        if !sawEmptyLine, position >= end, !header.fields.isEmpty {
            problems.add(
                .headerTruncated, "no empty line ends the header", end..<end, lineNumber)
        }
        header.bodyStart = position
        header.bodyLineNumber = lineNumber
        return header
    }

    /// The end of the name in `name:` or `name :` and the place of its colon; nil when the line does
    /// not start with a field's name.
    static func name(in input: [UInt8], _ line: Range<Int>) -> (end: Int, colon: Int)? {
        var index = line.lowerBound
        while index < line.upperBound, input[index] > 0x20, input[index] < 0x7f,
            input[index] != 0x3a
        {
            index += 1
        }
        let end = index
        guard end > line.lowerBound else { return nil }
        while index < line.upperBound, input[index].isASCIIBlank { index += 1 }
        return index < line.upperBound && input[index] == 0x3a ? (end, index) : nil
    }

    /// Whether a line has nothing but its end.
    static func isEmpty(_ input: [UInt8], _ line: Range<Int>) -> Bool {
        switch line.count {
        case 0: true
        case 1: input[line.lowerBound] == 0x0a
        case 2: input[line.lowerBound] == 0x0d && input[line.lowerBound + 1] == 0x0a
        default: false
        }
    }

    /// The end of a range without a line feed, or carriage return and line feed, there.
    static func endWithoutLineEnd(_ input: [UInt8], _ range: Range<Int>) -> Int {
        var end = range.upperBound
        if end > range.lowerBound, input[end - 1] == 0x0a {
            end -= 1
            if end > range.lowerBound, input[end - 1] == 0x0d { end -= 1 }
        }
        return end
    }

    private static func startsFieldOrFold(_ input: [UInt8], _ start: Int, _ end: Int) -> Bool {
        guard start < end else { return false }
        if input[start].isASCIIBlank { return true }
        return name(in: input, start..<input.endOfLine(at: start, before: end)) != nil
    }
}

extension ArraySlice<UInt8> {
    /// The bytes without a line feed, or carriage return and line feed, at the end.
    var withoutLineEnd: ArraySlice<UInt8> {
        var end = endIndex
        if end > startIndex, self[end - 1] == 0x0a {
            end -= 1
            if end > startIndex, self[end - 1] == 0x0d { end -= 1 }
        }
        return self[startIndex..<end]
    }
}
