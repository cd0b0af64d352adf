// SPDX-License-Identifier: GPL-2.0-only

public import Reviews

/// A review as JSON.
public enum JSONReport {
    /// The document.
    public static func text(of review: ThreadReview) -> String { "{}\n" }
}
