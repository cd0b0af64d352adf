// SPDX-License-Identifier: GPL-2.0-only

import ByteText
import Foundation
import Testing

/// What `git mailinfo` makes of a mail; see `Peers/peers.py`.
struct GitRecord: Equatable {
    /// 0 if git read the mail.
    var status = 0
    var info: [UInt8] = []
    var message: [UInt8] = []
    var patch: [UInt8] = []
    var errors: [UInt8] = []

    /// The bytes behind `Name: ` in what git prints.
    subscript(name: String) -> [UInt8] {
        let line = info.split(separator: 0x0a).first { $0.hasPrefix("\(name):") }
        return Array((line ?? []).dropFirst(name.utf8.count + 1).drop { $0 == 0x20 })
    }
}

/// What Python's `email` makes of a part of a mail.
enum PythonValue: Equatable {
    case value([UInt8])
    case absent
    /// It raised this exception.
    case failed(String)

    init(_ field: ArraySlice<UInt8>) {
        switch field.first {
        case UInt8(ascii: "+"): self = .value(Array(field.dropFirst()))
        case UInt8(ascii: "!"): self = .failed(field.dropFirst().lossyString)
        default: self = .absent
        }
    }
}

/// What the peers make of one commit's mail.
struct PeerRecord {
    /// 0 for the oldest commit.
    var index: Int
    var plain = GitRecord()
    var scissors = GitRecord()
    var subject = PythonValue.absent
    var date = PythonValue.absent
    var from = PythonValue.absent
    var to = PythonValue.absent
    var cc = PythonValue.absent
    var text = PythonValue.absent
}

/// The records of all commits of an archive.
struct PeerRecords {
    private let data: Data
    /// Where each commit's fields begin, and its place in the history.
    private let places: [String: (start: Int, index: Int)]
    /// Commits without a mail.
    let withoutMail: Set<String>

    /// All commits.
    var commits: Set<String> { Set(places.keys) }

    private static let fieldsOfRecord = 17

    /// Runs the peers.
    init(of repository: String) throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("agreement-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        // The file stays mapped.
        defer { try? FileManager.default.removeItem(at: folder) }
        let output = folder.appendingPathComponent("records")
        let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Peers/peers.py")
        let python = Process()
        python.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        python.arguments = ["python3", script.path, repository, output.path]
        try python.run()
        python.waitUntilExit()
        try #require(python.terminationStatus == 0)
        try self.init(file: output)
    }

    init(file: URL) throws {
        data = try Data(contentsOf: file, options: .alwaysMapped)
        var places: [String: (start: Int, index: Int)] = [:]
        var withoutMail: Set<String> = []
        var position = 0
        while position < data.count {
            let start = position
            let commit = try #require(Self.field(of: data, at: &position)).lossyString
            let status = try #require(Self.field(of: data, at: &position))
            for _ in 2..<Self.fieldsOfRecord { try Self.skip(in: data, at: &position) }
            try #require(places[commit] == nil)
            places[commit] = (start, places.count)
            if status.isEmpty { withoutMail.insert(commit) }
        }
        self.places = places
        self.withoutMail = withoutMail
    }

    /// What the peers make of a commit's mail.
    subscript(commit: String) -> PeerRecord? {
        guard let place = places[commit] else { return nil }
        var position = place.start
        var fields: [[UInt8]] = []
        for _ in 0..<Self.fieldsOfRecord {
            guard let field = Self.field(of: data, at: &position) else { return nil }
            fields.append(field)
        }
        let plain = Self.git(fields[1..<6])
        let values = fields[11..<17].map { PythonValue($0[...]) }
        return PeerRecord(
            index: place.index, plain: plain,
            scissors: fields[6] == [UInt8(ascii: "=")] ? plain : Self.git(fields[6..<11]),
            subject: values[0], date: values[1], from: values[2], to: values[3], cc: values[4],
            text: values[5])
    }

    private static func git(_ fields: ArraySlice<[UInt8]>) -> GitRecord {
        let fields = Array(fields)
        return GitRecord(
            status: Int(fields[0].lossyString) ?? -1, info: fields[1], message: fields[2],
            patch: fields[3], errors: fields[4])
    }

    private static func length(in data: Data, at position: Int) -> Int? {
        guard position + 4 <= data.count else { return nil }
        let length = (0..<4).reduce(0) { $0 | Int(data[position + $1]) << (8 * $1) }
        return position + 4 + length <= data.count ? length : nil
    }

    private static func skip(in data: Data, at position: inout Int) throws {
        position += 4 + (try #require(length(in: data, at: position)))
    }

    private static func field(of data: Data, at position: inout Int) -> [UInt8]? {
        guard let length = length(in: data, at: position) else { return nil }
        defer { position += 4 + length }
        return [UInt8](data[(position + 4)..<(position + 4 + length)])
    }
}
