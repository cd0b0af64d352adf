// SPDX-License-Identifier: GPL-2.0-only

/// Clang's messages as it serialises them (`--serialize-diagnostics`, clang's
/// `SerializedDiagnostics.h`).
///
/// The printed form is not read: `#line 1 "x\nfix-it:..."` writes whole lines of its own into it.
struct SerializedDiagnostics {
    private var fileNames: [UInt64: String] = [:]
    private var options: [UInt64: String] = [:]
    private let limit: Int
    private let locate: (String) -> (CodeLocation.Origin, String)

    private static let diagnosticBlock: UInt64 = 9
    /// The one line of ours that includes the unit: "in file included from <stdin>" says nothing.
    private static let mainFile = "<stdin>"

    private static let longestText = 1000

    /// Reads the messages, at most `limit` of them and as many notes under each.
    ///
    /// - Parameter locate: what a path of the compiler's view stands for.
    static func messages(
        of bytes: [UInt8], limit: Int, locate: @escaping (String) -> (CodeLocation.Origin, String)
    ) throws(BitstreamReader.Malformed) -> [CompilerMessage] {
        let items = try BitstreamReader.items(of: bytes, magic: Array("DIAG".utf8))
        var reader = SerializedDiagnostics(limit: limit, locate: locate)
        return reader.messages(in: items)
    }

    private init(limit: Int, locate: @escaping (String) -> (CodeLocation.Origin, String)) {
        self.limit = limit
        self.locate = locate
    }

    private mutating func messages(in items: [BitstreamReader.Item]) -> [CompilerMessage] {
        var messages: [CompilerMessage] = []
        for case .block(id: Self.diagnosticBlock, let inner) in items {
            guard let message = message(inner), message.location?.path != Self.mainFile else {
                continue
            }
            if messages.count < limit { messages.append(message) }
        }
        return messages
    }

    /// One block: names of files and warning groups are defined at their first use, inside it.
    private mutating func message(_ items: [BitstreamReader.Item]) -> CompilerMessage? {
        var head: (fields: [UInt64], text: String)?
        var fixIts: [FixIt] = []
        for case .record(let code, let fields, let blob) in items {
            switch code {
            case 2: head = (fields, text(blob))
            case 4 where fields.count >= 1: options[fields[0]] = text(blob)
            case 6 where fields.count >= 1: fileNames[fields[0]] = text(blob)
            case 7 where fields.count >= 8:
                if let start = location(fields[0..<4]), let end = location(fields[4..<8]) {
                    fixIts.append(
                        FixIt(
                            start: start, end: end,
                            replacement: String(decoding: blob, as: UTF8.self)
                        ))
                }
            default: break
            }
        }
        let notes = messages(in: items)
        guard let head, head.fields.count >= 7 else { return nil }
        return CompilerMessage(
            location: location(head.fields[1..<5]), severity: severity(head.fields[0]),
            text: head.text, option: options[head.fields[6]], fixIts: fixIts, notes: notes)
    }

    private func location(_ fields: ArraySlice<UInt64>) -> CodeLocation? {
        let values = Array(fields)
        guard values.count == 4, values[0] != 0, let name = fileNames[values[0]],
            let line = Int(exactly: values[1]), let column = Int(exactly: values[2]),
            let offset = Int(exactly: values[3])
        else { return nil }
        let (origin, path) = locate(name)
        return CodeLocation(
            path: path, origin: origin, line: line, column: column, byteOffset: offset)
    }

    private func severity(_ value: UInt64) -> CompilerMessage.Severity {
        switch value {
        case 0, 1, 5: .note
        case 2: .warning
        case 4: .fatal
        default: .error
        }
    }

    private func text(_ blob: [UInt8]) -> String {
        let line = blob.prefix(Self.longestText).map { $0 < 0x20 || $0 == 0x7f ? 0x20 : $0 }
        return String(decoding: line, as: UTF8.self)
    }
}
