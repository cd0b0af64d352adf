// SPDX-License-Identifier: GPL-2.0-only

internal import Glibc

/// What the system says of a file without reading it: while it stays the same, so does the file.
///
/// The corresponding C function is `stat`.
public struct FileStamp: Hashable, Sendable {
    /// Device, inode, size in bytes, and the seconds and nanoseconds of the last change of content
    /// and of anything.
    public let values: [Int64]

    /// Takes the stamp of a file, links followed; nil where there is none.
    public init?(of path: String) {
        var status = stat()
        guard unsafe stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            return nil
        }
        values = [
            Int64(truncatingIfNeeded: status.st_dev), Int64(truncatingIfNeeded: status.st_ino),
            Int64(status.st_size), Int64(status.st_mtim.tv_sec), Int64(status.st_mtim.tv_nsec),
            Int64(status.st_ctim.tv_sec), Int64(status.st_ctim.tv_nsec),
        ]
    }

    /// Whether the last change of content is older than a moment by so much that a further one would
    /// show: clocks of file systems go by steps of up to two seconds.
    public func isSettled(at secondsSince1970: Int64) -> Bool {
        values[3] + 2 < secondsSince1970
    }
}
