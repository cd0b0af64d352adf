// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText
internal import Mail
internal import MailThreads

/// One message behind a `From` field: parts, encodings, character sets, quotes, trailers.
///
/// Held to: the text is UTF-8 or the bytes as sent, lines come from the input, parts lie in it.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzMessage(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let header = Array("From: Ann <ann@example.org>\n".utf8)
    let bytes = unsafe header + Array(UnsafeBufferPointer(start: start, count: count))
    let input = MailInput(name: "fuzz", bytes: bytes)
    guard input.content == .singleMessage, let message = input.messages.first else { return 0 }
    let lines = bytes.reduce(1) { $0 + ($1 == 0x0a ? 1 : 0) }
    for line in message.text.text.lines {
        if let number = message.text.inputLine(of: line.number) {
            precondition(number >= 1 && number <= lines, "A line comes from the input.")
        }
    }
    for part in message.parts {
        precondition(part.span.upperBound <= bytes.count, "A part lies in the input.")
    }
    precondition(message.parts.count <= MailLimits.standard.parts, "Parts are bounded.")
    let body = MessageBody(of: message)
    for trailer in body.trailers(of: message) {
        precondition(message.text.text.line(trailer.line) != nil, "A trailer stands on a line.")
        _ = trailer.isGiven(by: message.author)
    }
    return 0
}
