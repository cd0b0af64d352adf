// SPDX-License-Identifier: GPL-2.0-only

internal import Glibc

/// A file or standard input, read piece by piece.
///
/// Files are not mapped: one that another program shortens would end this one with a signal.
final class FileSource: ByteSource {
    private let path: String
    private let descriptor: Int32
    private let isOwned: Bool

    let problem: (kind: MailProblem.Kind, detail: String)? = nil

    /// Opens a file. The corresponding C function is `open`.
    init(path: String) throws(MailInputError) {
        self.path = path
        descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        isOwned = true
        guard descriptor >= 0 else {
            if errno == ENOENT { throw .missing(path: path) }
            throw .unreadable(path: path, reason: FileSource.words(errno))
        }
    }

    /// Standard input.
    init() {
        path = "standard input"
        descriptor = STDIN_FILENO
        isOwned = false
    }

    deinit {
        if isOwned { close(descriptor) }
    }

    func read(_ count: Int, into bytes: inout [UInt8]) throws(MailInputError) {
        let start = bytes.count
        bytes.append(contentsOf: repeatElement(0, count: count))
        var result = -1
        repeat {
            result = unsafe bytes.withUnsafeMutableBytes { buffer in
                guard let base = buffer.baseAddress else { return 0 }
                return unsafe Glibc.read(descriptor, base + start, count)
            }
        } while result < 0 && errno == EINTR
        let code = errno
        bytes.removeLast(count - max(result, 0))
        if result < 0 { throw .unreadable(path: path, reason: FileSource.words(code)) }
    }

    /// At most `count` bytes from a place of the file on; the corresponding C function is `pread`.
    func bytes(at offset: Int, count: Int) throws(MailInputError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            let result = unsafe bytes.withUnsafeMutableBytes { buffer in
                guard let base = buffer.baseAddress else { return 0 }
                return unsafe pread(
                    descriptor, base + filled, count - filled, off_t(offset + filled))
            }
            if result < 0, errno == EINTR { continue }
            if result < 0 { throw .unreadable(path: path, reason: FileSource.words(errno)) }
            if result == 0 { break }
            filled += result
        }
        return Array(bytes.prefix(filled))
    }

    /// Whether a folder is at a path, links followed; nil if nothing is there.
    ///
    /// The corresponding C function is `stat`.
    static func isFolder(_ path: String) -> Bool? {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return nil }
        return status.st_mode & S_IFMT == S_IFDIR
    }

    private static func words(_ code: Int32) -> String {
        unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
    }
}
