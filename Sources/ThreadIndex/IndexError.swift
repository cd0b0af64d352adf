// SPDX-License-Identifier: GPL-2.0-only

/// Why the index cannot be used; everything works without it.
public enum IndexError: Error, Hashable, Sendable {
    /// The folder or file cannot be made, opened or written; SQLite's or the system's words.
    case unusable(path: String, reason: String)
    /// The file is no index, or its content is not as it was written.
    case damaged(path: String)
    /// The disk is full.
    case full(path: String)
    /// Another program keeps the index for longer than is waited for.
    case busy(path: String)
}

extension IndexError: CustomStringConvertible {
    /// What is wrong, and where.
    public var description: String {
        switch self {
        case .unusable(let path, let reason): "\(path) cannot be used: \(reason)"
        case .damaged(let path): "\(path) is damaged"
        case .full(let path): "there is no room on the disk for \(path)"
        case .busy(let path): "\(path) is in use by another program for too long"
        }
    }
}
