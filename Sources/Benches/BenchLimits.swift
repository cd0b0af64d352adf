// SPDX-License-Identifier: GPL-2.0-only

/// Bounds on what is read from a user's bench folder.
public struct BenchLimits: Hashable, Sendable {
    /// Files looked at in one folder.
    public var filesPerFolder = 1000

    /// Bytes of one file.
    public var bytesPerFile = 1 << 20

    /// Folders.
    public var folders = 16

    /// The default bounds.
    public init() {}
}
