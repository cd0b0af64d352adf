// SPDX-License-Identifier: GPL-2.0-only

import Foundation
import Testing

/// Git's own tests of `git apply`, t4100 to t4141, each call made here as well.
///
/// `REVIEW_THREAD_GIT_TESTS` names a checkout of git; `docs/conformance.md` has the last result.
@Suite(
    .enabled(if: CommandLineGit.isInstalled, "skipped: git is not installed"),
    .enabled(
        if: ProcessInfo.processInfo.environment["REVIEW_THREAD_GIT_TESTS"] != nil,
        "skipped: REVIEW_THREAD_GIT_TESTS is not set"))
struct GitSuiteTests {
    @Test func everyCallOfGitApplyHasOneResultOrAnExplainedDifference() throws {
        let sources = try #require(
            ProcessInfo.processInfo.environment["REVIEW_THREAD_GIT_TESTS"])
        let recorder = try GitSuiteRecorder(sources: sources)
        var scopes: [String: Int] = [:]
        for script in try recorder.scripts() {
            var (same, outside, explained) = (0, 0, 0)
            for call in try recorder.calls(of: script) {
                switch try call.comparison() {
                case .same: same += 1
                case .outOfScope(let reason):
                    outside += 1
                    scopes[reason, default: 0] += 1
                case .different(let difference):
                    let reason = ExplainedDifference.all.first {
                        $0.script == script.prefix(5) && $0.difference == difference
                    }
                    explained += 1
                    let words = call.arguments.joined(separator: " ")
                    let why = reason?.reason ?? "not explained"
                    print("\(script) \(call.number) (\(words)): \(difference): \(why)")
                    #expect(
                        reason != nil, "\(script), call \(call.number) (\(words)): \(difference)")
                }
            }
            print("| \(script.dropLast(3)) | \(same) | \(explained) | \(outside) |")
        }
        for (reason, count) in scopes.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
            print("out of scope: \(reason), \(count)")
        }
        #expect(scopes.values.reduce(0, +) > 0)
    }
}

/// A difference that the table in `docs/conformance.md` gives the reason for.
private struct ExplainedDifference {
    /// The number of the script, as `t4100`.
    let script: String
    let difference: String
    let reason: String

    static let all: [ExplainedDifference] = [
        .init("t4103", "git applies it", "the data are in git's object database alone"),
        .init("t4122", "git refuses it", "links in a plain folder are followed"),
        .init("t4126", "git refuses it", "a later git accepts it, as its test asks"),
        .init("t4129", "git refuses it", "a mode that is no number is ignored"),
        .init("t4129", "other contents of script.sh", "git takes the mode of its index"),
        .init("t4129", "other contents of mode_test", "git takes the mode of its index"),
        .init("t4133", "git refuses it", "the names of --- and +++ count"),
        .init("t4135", "git applies it", "a tab ends a name"),
        .init("t4135", "other contents of post", "a tab ends a name"),
        .init("t4140", "git applies it", "the index has another file than the worktree"),
    ]

    private init(_ script: String, _ difference: String, _ reason: String) {
        self.script = script
        self.difference = difference
        self.reason = reason
    }
}
