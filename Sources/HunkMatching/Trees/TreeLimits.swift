// SPDX-License-Identifier: GPL-2.0-only

/// How much of a source tree is read.
public struct TreeLimits: Hashable, Sendable {
    /// The most bytes that a file may have.
    public var fileBytes: Int
    /// The most files that a listing may have.
    public var files: Int
    /// The most symbolic links on the way to one file, as `MAXSYMLINKS`.
    public var links: Int

    /// Twice the largest file of Linux, and ten times its number of files.
    public static let standard = TreeLimits(fileBytes: 64 << 20, files: 1_000_000, links: 40)

    /// Sets every limit.
    public init(fileBytes: Int, files: Int, links: Int) {
        self.fileBytes = fileBytes
        self.files = files
        self.links = links
    }
}
