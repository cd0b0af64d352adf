// SPDX-License-Identifier: GPL-2.0-only

internal import CSQLite

/// An open SQLite database: statements with their values, and transactions.
///
/// All use of SQLite is here. One handle may be used by one task at a time. The corresponding C type
/// is `sqlite3`.
@safe final class Database {
    /// A value of a row or of a statement.
    enum Value: Hashable {
        case integer(Int64)
        case text(String)
        case blob([UInt8])
        case null
    }

    /// The file.
    let path: String
    private let handle: OpaquePointer

    /// How long another program's transaction is waited for, in milliseconds.
    private static let patience: Int32 = 10_000

    /// Opens a file, which is made where there is none.
    ///
    /// The corresponding C function is `sqlite3_open_v2`.
    init(path: String) throws(IndexError) {
        var opened: OpaquePointer?
        let code = unsafe sqlite3_open_v2(
            path, &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOFOLLOW, nil)
        guard code == SQLITE_OK, let opened = unsafe opened else {
            let error = unsafe Self.failure(code, opened, path)
            unsafe sqlite3_close_v2(opened)
            throw error
        }
        self.path = path
        unsafe handle = opened
        unsafe sqlite3_busy_timeout(handle, Self.patience)
    }

    deinit {
        unsafe sqlite3_close_v2(handle)
    }

    /// Runs one statement, and hands over its rows.
    ///
    /// The corresponding C functions are `sqlite3_prepare_v2`, `sqlite3_bind_*` and `sqlite3_step`.
    func run(
        _ statement: String, _ values: [Value] = [], row: ([Value]) -> Void = { _ in }
    ) throws(IndexError) {
        try run(statement, each: CollectionOfOne(values)) { row($1) }
    }

    /// Runs one statement for each of many values, and hands over the rows with the values' index.
    ///
    /// The corresponding C functions are those of ``run(_:_:row:)`` and `sqlite3_reset`.
    func run(
        _ statement: String, each values: some Collection<[Value]>,
        row: (Int, [Value]) -> Void = { _, _ in }
    ) throws(IndexError) {
        var prepared: OpaquePointer?
        try check(unsafe sqlite3_prepare_v2(handle, statement, -1, &prepared, nil))
        defer { unsafe sqlite3_finalize(prepared) }
        for (number, values) in values.enumerated() {
            try check(unsafe sqlite3_reset(prepared))
            for (index, value) in values.enumerated() {
                try check(unsafe Self.bind(value, to: Int32(index + 1), of: prepared))
            }
            var code = unsafe sqlite3_step(prepared)
            while code == SQLITE_ROW {
                let columns = unsafe sqlite3_column_count(prepared)
                row(number, (0..<columns).map { unsafe Self.value(of: prepared, column: $0) })
                code = unsafe sqlite3_step(prepared)
            }
            guard code == SQLITE_DONE else { throw failure(code) }
        }
    }

    /// All or nothing: what `body` does is there as a whole once this returns, and not at all where
    /// it throws or the program is killed.
    func transaction(_ body: () throws(IndexError) -> Void) throws(IndexError) {
        try run("BEGIN IMMEDIATE")
        do throws(IndexError) {
            try body()
            try run("COMMIT")
        } catch {
            // After some failures SQLite has rolled back by itself.
            if unsafe sqlite3_get_autocommit(handle) == 0 { try? run("ROLLBACK") }
            throw error
        }
    }

    // MARK: - Values

    private static func bind(
        _ value: Value, to index: Int32, of statement: OpaquePointer?
    ) -> Int32 {
        // SQLITE_TRANSIENT, a cast in C: SQLite copies the bytes.
        let copied = unsafe unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        switch value {
        case .integer(let number): return unsafe sqlite3_bind_int64(statement, index, number)
        case .text(let text): return unsafe sqlite3_bind_text(statement, index, text, -1, copied)
        case .null: return unsafe sqlite3_bind_null(statement, index)
        case .blob(let bytes):
            guard !bytes.isEmpty else { return unsafe sqlite3_bind_zeroblob(statement, index, 0) }
            return unsafe bytes.withUnsafeBytes { buffer in
                unsafe sqlite3_bind_blob64(
                    statement, index, buffer.baseAddress, sqlite3_uint64(buffer.count), copied)
            }
        }
    }

    private static func value(of statement: OpaquePointer?, column: Int32) -> Value {
        switch unsafe sqlite3_column_type(statement, column) {
        case SQLITE_INTEGER: return .integer(unsafe sqlite3_column_int64(statement, column))
        case SQLITE_TEXT:
            return unsafe .text(
                sqlite3_column_text(statement, column).map { unsafe String(cString: $0) } ?? "")
        case SQLITE_BLOB:
            let count = unsafe Int(sqlite3_column_bytes(statement, column))
            guard count > 0, let start = unsafe sqlite3_column_blob(statement, column) else {
                return .blob([])
            }
            return unsafe .blob(Array(UnsafeRawBufferPointer(start: start, count: count)))
        default: return .null
        }
    }

    // MARK: - Failures

    private func check(_ code: Int32) throws(IndexError) {
        if code != SQLITE_OK { throw failure(code) }
    }

    private func failure(_ code: Int32) -> IndexError { unsafe Self.failure(code, handle, path) }

    private static func failure(
        _ code: Int32, _ handle: OpaquePointer?, _ path: String
    ) -> IndexError {
        switch code & 0xff {
        case SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_FORMAT, SQLITE_ERROR: .damaged(path: path)
        case SQLITE_FULL: .full(path: path)
        case SQLITE_BUSY, SQLITE_LOCKED: .busy(path: path)
        default:
            .unusable(
                path: path,
                reason: unsafe handle.flatMap { unsafe sqlite3_errmsg($0) }
                    .map { unsafe String(cString: $0) } ?? "out of memory")
        }
    }
}
