// SPDX-License-Identifier: GPL-2.0-only

internal import Foundation

/// Small values by key, each a file: a checksum, a newline, JSON. A damaged file counts as none.
struct RecordStore: Sendable {
    let folder: String

    /// The value, if there is a whole one.
    func read<Value: Decodable>(_ type: Value.Type, key: String) -> Value? {
        guard let bytes = StorageFile.bytes(path(key)),
            let newline = bytes.firstIndex(of: UInt8(ascii: "\n"))
        else { return nil }
        let body = Array(bytes[(newline + 1)...])
        guard bytes[..<newline].elementsEqual(Checksum.of(body).utf8) else { return nil }
        return try? JSONDecoder().decode(type, from: Data(body))
    }

    /// Puts a value in the place of the one that is there.
    func write<Value: Encodable>(_ value: Value, key: String) throws(KernelBuildError) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let body: [UInt8]
        do {
            body = [UInt8](try encoder.encode(value))
        } catch {
            preconditionFailure("a record of ours has no form as JSON: \(error)")
        }
        try StorageFile.write(Array("\(Checksum.of(body))\n".utf8) + body, to: path(key))
    }

    /// The keys below a common beginning of a path, in the order of their bytes.
    func keys(in group: String) -> [String] {
        StorageFile.names(in: "\(folder)/\(group)").map { "\(group)/\($0)" }
    }

    private func path(_ key: String) -> String { "\(folder)/\(key)" }
}
