// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText

/// Cuts the header of a message or part into fields.
struct HeaderReader {
    /// A header: its fields, and where the body starts.
    struct Header {
        var fields: [HeaderField] = []
        var bodyStart: Int
        var bodyLineNumber: Int

        func first(_ name: String) -> HeaderField? { fields.first { $0.isNamed(name) } }
    }

    /// Reads fields from `span` of the input up to and including the empty line.
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

        while position < span.upperBound {
            let lineEnd = end(ofLineAt: position, in: input, before: span.upperBound)
            let content = input[position..<lineEnd].withoutLineEnd
            if content.isEmpty {
                position = lineEnd
                lineNumber += 1
                sawEmptyLine = true
                break
            }
            guard let colon = colon(of: content) else {
                let isEnvelope =
                    header.fields.isEmpty
                    && (content.hasPrefix("From ") || content.hasPrefix(">From "))
                if !isEnvelope {
                    problems.add(
                        .headerMalformedLine, "a line of the header is no field",
                        position..<lineEnd, lineNumber)
                    let next = input[lineEnd..<span.upperBound]
                    let nextEnd = end(ofLineAt: lineEnd, in: input, before: span.upperBound)
                    let nextLine = next[lineEnd..<nextEnd].withoutLineEnd
                    if self.colon(of: nextLine) == nil { break }
                }
                position = lineEnd
                lineNumber += 1
                continue
            }
            var fieldEnd = lineEnd
            var fieldLines = 1
            while fieldEnd < span.upperBound, input[fieldEnd].isASCIIBlank {
                let nextEnd = end(ofLineAt: fieldEnd, in: input, before: span.upperBound)
                // A line of blanks alone ends a header in practice (RFC 5322 section 4.2 forbids it).
                if input[fieldEnd..<nextEnd].trimmingWhitespace().isEmpty,
                    !startsFieldOrFold(input, nextEnd, span.upperBound)
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
            header.fields.append(
                field(
                    input, position..<fieldEnd, colon: colon, lineNumber: lineNumber,
                    limits: limits, problems: &problems))
            position = fieldEnd
            lineNumber += fieldLines
        }
        if !sawEmptyLine, position >= span.upperBound, !header.fields.isEmpty {
            problems.add(
                .headerTruncated, "no empty line ends the header",
                span.upperBound..<span.upperBound, lineNumber)
        }
        header.bodyStart = position
        header.bodyLineNumber = lineNumber
        return header
    }

    /// The colon of `name:` or `name :`, nil when the line does not start with a field's name.
    static func colon(of line: ArraySlice<UInt8>) -> Int? {
        var index = line.startIndex
        while index < line.endIndex, line[index] > 0x20, line[index] < 0x7f, line[index] != 0x3a {
            index += 1
        }
        guard index > line.startIndex else { return nil }
        while index < line.endIndex, line[index].isASCIIBlank { index += 1 }
        return index < line.endIndex && line[index] == 0x3a ? index : nil
    }

    /// The position behind the line feed that ends the line at `position`, or `end`.
    static func end(ofLineAt position: Int, in input: [UInt8], before end: Int) -> Int {
        guard position < end else { return end }
        return input[position..<end].firstIndex(of: 0x0a).map { $0 + 1 } ?? end
    }

    private static func startsFieldOrFold(_ input: [UInt8], _ position: Int, _ end: Int) -> Bool {
        guard position < end else { return false }
        let lineEnd = self.end(ofLineAt: position, in: input, before: end)
        let line = input[position..<lineEnd].withoutLineEnd
        return line.first?.isASCIIBlank == true || colon(of: line) != nil
    }

    private static func field(
        _ input: [UInt8], _ span: Range<Int>, colon: Int, lineNumber: Int, limits: MailLimits,
        problems: inout ProblemList
    ) -> HeaderField {
        let raw = input[(colon + 1)..<span.upperBound].withoutLineEnd
        let unfolded = HeaderField.unfold(raw.prefix(limits.fieldBytes))
        let name = input[span.lowerBound..<colon].trimmingBlanks().lossyString
        if raw.count > limits.fieldBytes {
            problems.add(
                .limitReached, "field \(name): only \(limits.fieldBytes) bytes were decoded",
                span, lineNumber)
        }
        let decoded = EncodedWords.decode(unfolded)
        for kind in decoded.problems.sorted(by: { $0.rawValue < $1.rawValue }) {
            problems.add(kind, "in the field \(name)", span, lineNumber)
        }
        return HeaderField(
            name: name, rawValue: Array(raw), value: decoded.text, span: span,
            lineNumber: lineNumber)
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
