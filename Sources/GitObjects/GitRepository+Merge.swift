// SPDX-License-Identifier: GPL-2.0-only

internal import CGit2

/// What merging two changes of one file came to.
public struct MergedFile: Hashable, Sendable {
    /// The merged file, with conflict markers where both changed the same lines otherwise.
    public let bytes: [UInt8]
    /// Whether there is no conflict.
    public let isClean: Bool

    /// A merge that needs no look at the lines, because one side changed nothing.
    public init(clean bytes: [UInt8]) {
        self.bytes = bytes
        isClean = true
    }

    /// Merges two versions that were made from one, as git does; the markers of a conflict are in
    /// the style of `diff3`, which also shows what both were made from.
    ///
    /// The corresponding C function is `git_merge_file`. Nil if libgit2 cannot, as for binary files.
    public init?(
        ancestor: [UInt8], ours: [UInt8], theirs: [UInt8], names: (String, String, String)
    ) {
        // Git's own style joins changes that the other one marks: what is clean, it alone decides.
        let sides = (ancestor, ours, theirs)
        guard let plain = Self.merge(sides, names, GIT_MERGE_FILE_DEFAULT) else { return nil }
        guard !plain.isClean,
            let marked = Self.merge(sides, names, GIT_MERGE_FILE_STYLE_DIFF3)
        else {
            self = plain
            return
        }
        bytes = marked.bytes
        isClean = false
    }

    private init(bytes: [UInt8], isClean: Bool) {
        self.bytes = bytes
        self.isClean = isClean
    }

    private static func merge(
        _ sides: (ancestor: [UInt8], ours: [UInt8], theirs: [UInt8]),
        _ names: (String, String, String), _ style: git_merge_file_flag_t
    ) -> MergedFile? {
        Library.start()
        var options = unsafe git_merge_file_options()
        guard
            unsafe git_merge_file_options_init(
                &options, UInt32(GIT_MERGE_FILE_OPTIONS_VERSION)) == 0
        else { return nil }
        unsafe options.flags = style.rawValue
        var result = unsafe git_merge_file_result()
        let code = unsafe withInput(sides.ancestor, names.0) { base in
            unsafe withInput(sides.ours, names.1) { ours in
                unsafe withInput(sides.theirs, names.2) { theirs in
                    unsafe git_merge_file(&result, base, ours, theirs, &options)
                }
            }
        }
        defer { unsafe git_merge_file_result_free(&result) }
        guard code == 0 else { return nil }
        return unsafe MergedFile(
            bytes: Array(UnsafeRawBufferPointer(start: result.ptr, count: result.len)),
            isClean: result.automergeable == 1)
    }

    private static func withInput(
        _ bytes: [UInt8], _ name: String,
        _ body: (UnsafePointer<git_merge_file_input>) -> Int32
    ) -> Int32 {
        var input = unsafe git_merge_file_input()
        guard
            unsafe git_merge_file_input_init(
                &input, UInt32(GIT_MERGE_FILE_INPUT_VERSION)) == 0
        else { return -1 }
        return unsafe (bytes + [0]).withUnsafeBytes { buffer in
            unsafe name.withCString { path in
                unsafe input.ptr = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
                unsafe input.size = bytes.count
                unsafe input.path = path
                return unsafe body(&input)
            }
        }
    }
}

extension GitRepository {
    /// The blob whose id begins with these hexadecimal digits; nil for none, or several.
    ///
    /// The corresponding C function is `git_object_lookup_prefix`.
    public func blob(abbreviated digits: String, limit: Int) throws(GitError) -> [UInt8]? {
        var native = git_oid()
        guard unsafe git_oid_fromstrn(&native, digits, digits.utf8.count) == 0 else { return nil }
        Library.forgetLastError()
        var object: OpaquePointer?
        let code = unsafe git_object_lookup_prefix(
            &object, handle, &native, digits.utf8.count, GIT_OBJECT_BLOB)
        defer { unsafe git_object_free(object) }
        guard code == 0, let id = unsafe git_object_id(object) else { return nil }
        return try blob(unsafe ObjectID(id.pointee), limit: limit)
    }
}
