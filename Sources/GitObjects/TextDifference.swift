// SPDX-License-Identifier: GPL-2.0-only

internal import CGit2

/// The hunks between two versions of a text file.
public enum TextDifference {
    /// The hunks as a git diff has them, with three lines of context and without a header; empty
    /// for equal files, nil for binary ones.
    ///
    /// The corresponding C functions are `git_patch_from_buffers` and `git_patch_get_line_in_hunk`.
    public static func hunks(from old: [UInt8], to new: [UInt8]) -> [UInt8]? {
        Library.start()
        // An empty array may have no address, and libgit2 takes none for a file that is not there.
        let (oldPadded, newPadded) = (old + [0], new + [0])
        return unsafe oldPadded.withUnsafeBytes { oldBytes in
            unsafe newPadded.withUnsafeBytes { newBytes in
                var patch: OpaquePointer?
                let code = unsafe git_patch_from_buffers(
                    &patch, oldBytes.baseAddress, old.count, nil, newBytes.baseAddress, new.count,
                    nil, nil)
                defer { unsafe git_patch_free(patch) }
                guard code == 0 else { return nil }
                guard let patch = unsafe patch else { return [] }
                let delta = unsafe git_patch_get_delta(patch)
                let flags = unsafe delta?.pointee.flags ?? 0
                guard flags & GIT_DIFF_FLAG_BINARY.rawValue == 0 else { return nil }
                // Both buffers have to be there for as long as the lines are read.
                return unsafe (0..<git_patch_num_hunks(patch)).flatMap { index in
                    unsafe hunk(index, of: patch)
                }
            }
        }
    }

    private static func hunk(_ index: Int, of patch: OpaquePointer) -> [UInt8] {
        var native: UnsafePointer<git_diff_hunk>?
        var count = 0
        guard unsafe git_patch_get_hunk(&native, &count, patch, index) == 0,
            let native = unsafe native
        else { return [] }
        var output = unsafe withUnsafeBytes(of: native.pointee.header) {
            unsafe Array($0.prefix(native.pointee.header_len))
        }
        for number in 0..<count {
            var line: UnsafePointer<git_diff_line>?
            guard unsafe git_patch_get_line_in_hunk(&line, patch, index, number) == 0,
                let line = unsafe line, let content = unsafe line.pointee.content
            else { continue }
            let origin = unsafe UInt8(bitPattern: line.pointee.origin)
            // The lines that say "\\ No newline" begin with the line feed before them.
            if [0x20, 0x2b, 0x2d].contains(origin) { output.append(origin) }
            output += unsafe Array(
                UnsafeRawBufferPointer(start: content, count: line.pointee.content_len))
        }
        return output
    }
}
