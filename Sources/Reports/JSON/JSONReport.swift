// SPDX-License-Identifier: GPL-2.0-only

internal import Foundation
public import Reviews

/// A review as JSON (RFC 8259): everything that the other reports say, and what it rests on.
///
/// The records of this folder are the format; docs/json.md shows it as a whole. Rules that hold
/// everywhere:
///
/// - Keys are sorted, arrays have the order which their records state: the same review gives the
///   same bytes.
/// - What does not apply is absent; there is no `null`.
/// - Words that stand for cases are in lower case with hyphens. A reader has to expect new ones.
/// - Line numbers and numbers of messages, patches and hunks count from 1; indices into arrays of
///   the document (`trace`, `operation`, `stack`) from 0.
/// - Addresses, and values that the code under test computed, are strings such as `"0x100000"`,
///   since many readers keep numbers in 53 bits. Counts are numbers.
/// - Text is Unicode. Where it was made of bytes that are not UTF-8, it has U+FFFD in their place
///   and a field beside it (`bytes`, or the name with `Bytes` behind it) has the bytes in Base64.
/// - Control characters, bidirectional overrides and the like are always escaped (`\u009b`), so
///   that the document is safe to look at on a terminal; no text is changed by that.
public enum JSONReport {
    /// The document, with a newline at its end.
    public static func text(of review: ThreadReview) -> String { text(ReviewRecord(review)) }

    /// The document on one line, for many of them (https://jsonlines.org).
    public static func line(of review: ThreadReview) -> String {
        JSONLayout.line(of: compact(ReviewRecord(review)))
    }

    /// The document of a comparison without a thread.
    public static func text(of comparison: TreeComparison) -> String {
        text(TreeComparisonRecord(comparison))
    }

    /// The document of a survey.
    public static func text(of survey: TreeSurvey) -> String { text(SurveyRecord(survey)) }

    /// The document of mutation testing.
    public static func text(of review: MutationReview) -> String { text(MutationRecord(review)) }

    /// The document of a search.
    public static func text(of search: TreeSearch) -> String { text(SearchRecord(search)) }

    /// A list of threads: one document a line, as of https://jsonlines.org.
    public static func lines(of entries: [TriageEntry]) -> String {
        entries.map { JSONLayout.line(of: compact(TriageRecord($0))) }.joined()
    }

    static func text(_ record: some Encodable) -> String { JSONLayout.lines(of: compact(record)) }

    private static func compact(_ record: some Encodable) -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            return try encoder.encode(record)
        } catch {
            preconditionFailure("records hold strings, integers and truth values only: \(error)")
        }
    }
}
