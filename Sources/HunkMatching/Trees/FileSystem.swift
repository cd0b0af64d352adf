// SPDX-License-Identifier: GPL-2.0-only

internal import GitObjects
internal import Glibc

/// What is asked of the file system: the only unsafe code of plain folders. Nothing is written.
///
/// Paths are bytes, without a NUL; links are never followed.
enum FileSystem {
    /// What is at a path.
    struct Status {
        /// Nil for a device, a pipe or a socket.
        let kind: TreeEntry.Kind?
        let byteCount: Int
    }

    /// Kind and size of what is at a path, nil for nothing. The corresponding C function is `lstat`.
    static func status(of path: [UInt8]) -> Status? {
        var status = stat()
        let code = unsafe withCString(path) { unsafe lstat($0, &status) }
        return code == 0 ? Status(status) : nil
    }

    /// Where a link points to, nil for what is no link. The corresponding C function is `readlink`.
    static func target(ofLink path: [UInt8]) -> [UInt8]? {
        let limit = Int(PATH_MAX)
        let target = unsafe [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
            let length = unsafe withCString(path) { path in
                unsafe buffer.withMemoryRebound(to: CChar.self) { buffer in
                    guard let start = buffer.baseAddress else { return -1 }
                    return unsafe readlink(path, start, buffer.count)
                }
            }
            count = max(length, 0)
        }
        return target.isEmpty || target.count == limit ? nil : target
    }

    /// What reading a file came to.
    enum Reading {
        case bytes([UInt8])
        case absent
        case otherKind(TreeEntry.Kind?)
        case tooLarge(Int)
        /// The system's words.
        case failed(String)
    }

    /// The contents of a regular file of at most `limit` bytes.
    ///
    /// The corresponding C functions are `open`, `fstat` and `read`: what is looked at is what is
    /// read, even if another file takes its place meanwhile.
    static func contents(of path: [UInt8], limit: Int) -> Reading {
        let flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC
        let descriptor = unsafe withCString(path) { unsafe open($0, flags) }
        guard descriptor >= 0 else {
            switch errno {
            case ENOENT, ENOTDIR, ENAMETOOLONG: return .absent
            case ELOOP: return .otherKind(.symbolicLink)
            case ENXIO: return .otherKind(nil)
            default: return .failed(lastError)
            }
        }
        defer { _ = close(descriptor) }
        var raw = stat()
        guard unsafe fstat(descriptor, &raw) == 0 else { return .failed(lastError) }
        let status = Status(raw)
        guard status.kind?.isRegularFile == true else { return .otherKind(status.kind) }
        guard status.byteCount <= limit else { return .tooLarge(status.byteCount) }
        var failure: String?
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: status.byteCount) { buffer, count in
            while count < buffer.count {
                let start = unsafe buffer.baseAddress.map { unsafe $0 + count }
                let length = unsafe read(descriptor, start, buffer.count - count)
                if length < 0, errno == EINTR { continue }
                if length < 0 { failure = lastError }
                guard length > 0 else { break }
                count += length
            }
        }
        return failure.map(Reading.failed) ?? .bytes(bytes)
    }

    /// The names in a folder but `.` and `..`, with what they are, in the system's order; nil if it
    /// cannot be read. The corresponding C function is `readdir`.
    static func names(in folder: [UInt8]) -> [[UInt8]]? {
        guard let stream = unsafe withCString(folder, { unsafe opendir($0) }) else { return nil }
        defer { unsafe closedir(stream) }
        var names: [[UInt8]] = []
        while let entry = unsafe readdir(stream) {
            let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                unsafe Array(bytes.prefix { $0 != 0 })
            }
            if name != [0x2e], name != [0x2e, 0x2e] { names.append(name) }
        }
        return names
    }

    /// The absolute path without links, nil if there is nothing. The corresponding C function is
    /// `realpath`.
    static func realPath(of path: String) -> String? {
        guard let found = unsafe realpath(path, nil) else { return nil }
        defer { unsafe free(found) }
        return unsafe String(cString: found)
    }

    /// The system's words for the failure of the last call.
    static var lastError: String { unsafe String(cString: strerror(errno)) }

    private static func withCString<Value>(
        _ path: [UInt8], _ body: (UnsafePointer<CChar>) -> Value
    ) -> Value {
        unsafe (path + [0]).withUnsafeBufferPointer { bytes in
            unsafe bytes.withMemoryRebound(to: CChar.self) { path in
                guard let start = path.baseAddress else {
                    preconditionFailure("A path has at least its final NUL.")
                }
                return unsafe body(start)
            }
        }
    }
}

extension FileSystem.Status {
    fileprivate init(_ status: stat) {
        switch status.st_mode & S_IFMT {
        case S_IFREG:
            let isProgram = status.st_mode & S_IXUSR != 0
            self.init(kind: isProgram ? .program : .file, byteCount: Int(status.st_size))
        case S_IFDIR: self.init(kind: .folder, byteCount: 0)
        case S_IFLNK: self.init(kind: .symbolicLink, byteCount: 0)
        default: self.init(kind: nil, byteCount: 0)
        }
    }
}
