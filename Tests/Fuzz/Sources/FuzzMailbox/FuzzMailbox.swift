// SPDX-License-Identifier: GPL-2.0-only

internal import Mail
internal import MailThreads

/// Any input: what it is is told, its messages are read and put into threads.
///
/// Held to: places lie in the input and in order, and the same bytes read again are the same.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzMailbox(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = unsafe Array(UnsafeBufferPointer(start: start, count: count))
    var limits = MailLimits()
    limits.inflatedBytes = 1 << 20
    limits.messageBytes = 1 << 12
    let input = MailInput(name: "fuzz", bytes: bytes, limits: limits)
    let isCompressed = bytes.starts(with: [0x1f, 0x8b])
    var end = 0
    for message in input.messages {
        precondition(message.source.span.lowerBound >= end, "Messages follow each other.")
        end = message.source.span.upperBound
        precondition(isCompressed || end <= count, "A message lies in the input.")
        for field in message.headers {
            precondition(message.source.span.contains(field.span.lowerBound), "A field lies in it.")
            _ = field.value
        }
    }
    var reader = MailReader(name: "fuzz", bytes: bytes, limits: limits)
    if input.content == .mbox {
        for message in input.messages {
            let place = try? reader.skip()
            precondition(place == message.source, "Passing over finds what reading finds.")
        }
    }
    for thread in MailThread.threads(from: input.messages) {
        precondition(thread.nodes.first?.parentIndex == nil, "A thread has a root.")
        _ = thread.bodies()
    }
    _ = MailThread.revisionLinks(among: MailThread.threads(from: input.messages))
    return 0
}
