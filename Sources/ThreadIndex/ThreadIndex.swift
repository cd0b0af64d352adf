// SPDX-License-Identifier: GPL-2.0-only

internal import Foundation
public import Mail
internal import MailThreads
public import Reviews

/// What was read of mail before, in a file of the cache folder, so that it is not read again.
///
/// One SQLite database in WAL mode. A run reads what it needs, works, and writes all it has to add
/// in one transaction: whoever is killed leaves the index as it was. Two runs at once may both write;
/// what the second one says of an input counts only if nobody has written about it since it was read.
/// Everything in it can be made again from the mail, and is thrown away where the program is
/// another one, or a record is damaged.
public struct ThreadIndex {
    private let database: Database

    /// The format of the records and tables.
    private static let version = 1
    /// The most readings that are kept; the oldest go.
    private static let mostReadings = 200_000

    /// Opens the index of a folder, which is made where there is none.
    ///
    /// - Parameters:
    ///   - folder: the cache folder.
    ///   - program: what tells this program from others whose readings may differ.
    /// - Throws: ``IndexError``.
    public init(folder: String, program: String) throws(IndexError) {
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw .unusable(path: folder, reason: error.localizedDescription)
        }
        database = try Database(path: "\(folder)/threads.sqlite")
        try database.run("PRAGMA journal_mode = WAL")
        // A transaction may be lost with the power, and never half of it.
        try database.run("PRAGMA synchronous = NORMAL")
        try prepare("\(Self.version) \(program)")
    }

    /// Removes the index of a folder, for example a damaged one.
    public static func remove(folder: String) {
        for suffix in ["", "-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: "\(folder)/threads.sqlite\(suffix)")
        }
    }

    private func prepare(_ program: String) throws(IndexError) {
        let known = try maker()
        guard known != program else { return }
        try database.transaction { () throws(IndexError) in
            guard try maker() != program else { return }
            for table in ["maker", "input", "part", "reading", "seen"] {
                try database.run("DROP TABLE IF EXISTS \(table)")
            }
            try database.run("CREATE TABLE maker(program TEXT NOT NULL)")
            try database.run("INSERT INTO maker VALUES (?)", [.text(program)])
            try database.run(
                "CREATE TABLE input(path TEXT PRIMARY KEY, generation INTEGER NOT NULL)")
            try database.run(
                """
                CREATE TABLE part(id INTEGER PRIMARY KEY, path TEXT NOT NULL, name TEXT NOT NULL,
                    state BLOB NOT NULL, sketches BLOB NOT NULL, UNIQUE(path, name))
                """)
            try database.run(
                """
                CREATE TABLE reading(id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE,
                    record BLOB NOT NULL)
                """)
            try database.run("CREATE TABLE seen(view BLOB PRIMARY KEY, record BLOB NOT NULL)")
        }
    }

    /// The program that made the tables; nil where there are none.
    private func maker() throws(IndexError) -> String? {
        var hasTable = false
        try database.run("SELECT 1 FROM sqlite_master WHERE name = 'maker'") { _ in
            hasTable = true
        }
        guard hasTable else { return nil }
        var program: String?
        try database.run("SELECT program FROM maker") { row in
            if case .text(let found)? = row.first { program = found }
        }
        return program
    }

    private var damaged: IndexError { .damaged(path: database.path) }

    // MARK: - Inputs

    /// What is known of an input.
    ///
    /// - Throws: ``IndexError``.
    public func input(at path: String) throws(IndexError) -> IndexedInput {
        var generation: Int64 = 0
        var rows: [[Database.Value]] = []
        // One transaction, so that both are of one run.
        try database.run("BEGIN")
        do throws(IndexError) {
            try database.run("SELECT generation FROM input WHERE path = ?", [.text(path)]) {
                if case .integer(let found)? = $0.first { generation = found }
            }
            try database.run(
                "SELECT name, state, sketches FROM part WHERE path = ? ORDER BY id",
                [.text(path)]
            ) { rows.append($0) }
        } catch {
            try? database.run("ROLLBACK")
            throw error
        }
        try database.run("COMMIT")
        do throws(RecordDamage) {
            var parts: [IndexPart] = []
            for row in rows {
                guard row.count == 3, case .text(let name) = row[0], case .blob(let state) = row[1],
                    case .blob(let bytes) = row[2]
                else { throw RecordDamage() }
                var reader = try RecordReader(sealed: bytes)
                parts.append(
                    IndexPart(
                        name: name, state: state,
                        sketches: try reader.each { reader throws(RecordDamage) in
                            try reader.sketch()
                        }))
            }
            return IndexedInput(path: path, generation: generation, parts: parts)
        } catch {
            throw damaged
        }
    }

    // MARK: - Readings

    /// The readings of these keys that are known.
    ///
    /// - Throws: ``IndexError``.
    public func readings(
        of keys: [ContentKey]
    ) throws(IndexError) -> [ContentKey: TriageReading] {
        var found: [ContentKey: TriageReading] = [:]
        var records: [(ContentKey, [UInt8])] = []
        try database.run(
            "SELECT record FROM reading WHERE key = ?", each: keys.map { [Self.value($0)] }
        ) { index, row in
            if case .blob(let bytes)? = row.first { records.append((keys[index], bytes)) }
        }
        do throws(RecordDamage) {
            for (key, bytes) in records {
                var reader = try RecordReader(sealed: bytes)
                found[key] = try reader.triageReading()
            }
        } catch {
            throw damaged
        }
        return found
    }

    private static func value(_ key: ContentKey) -> Database.Value {
        .blob(
            [key.high, key.low].flatMap { word in
                stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: word >> $0) }
            })
    }

    // MARK: - What was shown

    /// The record that ``write(_:readings:seen:)`` kept of a view; nil where there is none.
    ///
    /// - Throws: ``IndexError``.
    public func seen(_ view: ContentKey) throws(IndexError) -> [SeenThread]? {
        var record: [UInt8]?
        try database.run("SELECT record FROM seen WHERE view = ?", [Self.value(view)]) {
            if case .blob(let bytes)? = $0.first { record = bytes }
        }
        guard let record else { return nil }
        do throws(RecordDamage) {
            var reader = try RecordReader(sealed: record)
            return try reader.each { reader throws(RecordDamage) in try reader.seenThread() }
        } catch {
            throw damaged
        }
    }

    // MARK: - Writing

    /// Writes what a run has to add, all or nothing.
    ///
    /// - Parameters:
    ///   - changes: what became of inputs; left out where another run has written since.
    ///   - readings: what was read.
    ///   - seen: what a view shows now.
    /// - Throws: ``IndexError``.
    public func write(
        _ changes: [IndexChange], readings: [ContentKey: TriageReading] = [:],
        seen: (view: ContentKey, threads: [SeenThread])? = nil
    ) throws(IndexError) {
        let changes = changes.filter { !$0.isEmpty }
        guard !changes.isEmpty || !readings.isEmpty || seen != nil else { return }
        try database.transaction { () throws(IndexError) in
            for change in changes { try write(change) }
            // In an order of their own, so that equal runs write equal files.
            let sorted = readings.sorted {
                ($0.key.high, $0.key.low) < ($1.key.high, $1.key.low)
            }
            try database.run(
                "INSERT OR IGNORE INTO reading(key, record) VALUES (?, ?)",
                each: sorted.map { key, reading in
                    var writer = RecordWriter()
                    writer.write(reading)
                    return [Self.value(key), .blob(writer.sealed)]
                })
            if !readings.isEmpty {
                try database.run(
                    "DELETE FROM reading WHERE id <= (SELECT max(id) FROM reading) - ?",
                    [.integer(Int64(Self.mostReadings))])
            }
            if let seen {
                var writer = RecordWriter()
                writer.write(each: seen.threads) { $0.write($1) }
                try database.run(
                    "INSERT OR REPLACE INTO seen(view, record) VALUES (?, ?)",
                    [Self.value(seen.view), .blob(writer.sealed)])
            }
        }
    }

    private func write(_ change: IndexChange) throws(IndexError) {
        let path = Database.Value.text(change.input.path)
        var generation: Int64 = 0
        try database.run("SELECT generation FROM input WHERE path = ?", [path]) {
            if case .integer(let found)? = $0.first { generation = found }
        }
        guard generation == change.input.generation else { return }
        try database.run(
            "DELETE FROM part WHERE path = ? AND name = ?",
            each: change.removed.map { [path, .text($0)] })
        try database.run(
            "INSERT INTO part(path, name, state, sketches) VALUES (?, ?, ?, ?)",
            each: change.added.map { part in
                var writer = RecordWriter()
                writer.write(each: part.sketches) { $0.write($1) }
                return [path, .text(part.name), .blob(part.state), .blob(writer.sealed)]
            })
        try database.run(
            "INSERT OR REPLACE INTO input(path, generation) VALUES (?, ?)",
            [path, .integer(generation + 1)])
    }
}
