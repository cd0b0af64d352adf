// SPDX-License-Identifier: GPL-2.0-only

import BenchmarkTools
import CGit2
import Foundation

/// The programs and libraries that the applier is compared with.
enum Peers {
    /// `git apply --check`, one process a patch.
    static func git(_ corpus: PatchCorpus) throws -> Set<Int> {
        try processes("git apply --check \"$file\"", corpus)
    }

    /// GNU `patch --dry-run`, one process a patch, without its fuzz.
    static func patch(_ corpus: PatchCorpus) throws -> Set<Int> {
        try processes("patch -p1 -F0 --force --dry-run -i \"$file\"", corpus)
    }

    /// The patches for which a command succeeds; a shell starts it for each of them.
    private static func processes(_ command: String, _ corpus: PatchCorpus) throws -> Set<Int> {
        let list = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try Data(corpus.names.map { $0 + "\n" }.joined().utf8).write(to: list)
        defer { try? FileManager.default.removeItem(at: list) }
        let script = """
            while read -r file; do
                if \(command) >/dev/null 2>&1 </dev/null; then echo "$file"; fi
            done <"$1"
            """
        let output = try Tool.run(
            "/bin/sh", ["-c", script, "sh", list.path], in: corpus.tree)
        let numbers = Dictionary(
            corpus.names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        return Set(output.standardOutput.split(separator: "\n").compactMap { numbers[String($0)] })
    }

    /// libgit2's `git_apply` on the index with `GIT_APPLY_CHECK`, in this process.
    static func libgit2(_ corpus: PatchCorpus) throws -> Set<Int> {
        git_libgit2_init()
        defer { git_libgit2_shutdown() }
        var repository: OpaquePointer?
        guard unsafe git_repository_open(&repository, corpus.tree) == 0 else {
            throw BenchmarkFailure("libgit2 cannot open \(corpus.tree)")
        }
        defer { unsafe git_repository_free(repository) }
        var options = unsafe git_apply_options()
        unsafe git_apply_options_init(&options, UInt32(GIT_APPLY_OPTIONS_VERSION))
        unsafe options.flags = GIT_APPLY_CHECK.rawValue
        return Set(
            corpus.texts.indices.filter { index in
                var diff: OpaquePointer?
                let text = corpus.texts[index]
                let code = unsafe text.withUnsafeBytes { bytes in
                    unsafe git_diff_from_buffer(
                        &diff, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count)
                }
                defer { unsafe git_diff_free(diff) }
                guard code == 0, unsafe git_diff_num_deltas(diff) > 0 else { return false }
                return unsafe git_apply(repository, diff, GIT_APPLY_LOCATION_INDEX, &options) == 0
            })
    }
}
