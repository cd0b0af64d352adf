// SPDX-License-Identifier: GPL-2.0-only

internal import CGit2

extension TreeEntry {
    /// The entry of libgit2, nil for a mode that git does not write.
    init?(_ entry: OpaquePointer, path: [UInt8]) {
        guard let id = unsafe git_tree_entry_id(entry) else { return nil }
        let kind: Kind
        switch unsafe git_tree_entry_filemode(entry) {
        case GIT_FILEMODE_BLOB: kind = .file
        case GIT_FILEMODE_BLOB_EXECUTABLE: kind = .program
        case GIT_FILEMODE_LINK: kind = .symbolicLink
        case GIT_FILEMODE_COMMIT: kind = .submodule
        case GIT_FILEMODE_TREE: kind = .folder
        default: return nil
        }
        unsafe self.init(path: path, kind: kind, id: ObjectID(id.pointee))
    }
}

/// Number of bytes before the NUL that ends a C string.
func length(of string: UnsafePointer<CChar>) -> Int {
    var count = 0
    while unsafe string[count] != 0 { count += 1 }
    return count
}
