// SPDX-License-Identifier: GPL-2.0-only

internal import Reviews

extension TreeComparison {
    /// The variants with a column in the table of drivers: the others have nothing to say of any.
    var columns: [VariantReview] {
        variants.filter { variant in
            variant.drivers.contains { !$0.runs.isEmpty }
                || variant.applies && !variant.build.isFailure
        }
    }

    /// The variants of which hunks and lines are told: each proposal alone, and what only applies
    /// or compiles on top of others.
    var toldVariants: [VariantReview] {
        variants.filter { variant in
            guard variant.kind == .proposal else { return false }
            guard variant.proposals.count > 1, let last = variant.proposals.last else {
                return true
            }
            return !variants.contains {
                $0.proposals == [last] && $0.applies && !$0.build.isFailure
            }
        }
    }
}
