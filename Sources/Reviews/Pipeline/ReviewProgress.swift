// SPDX-License-Identifier: GPL-2.0-only

public import KernelBuild

/// How far a review is, for who waits for it.
public enum ReviewProgress: Sendable {
    /// A variant is being compiled.
    case building(variant: VariantName, BuildProgress)

    /// Scenarios are being run: so many of all of them are done.
    case simulating(done: Int, total: Int)

    /// Threads are being read: so many of all of them are done.
    case reading(done: Int, total: Int)

    /// Sequences of operations are being tried on a driver: so many so far.
    case searching(driver: String, sequences: Int)
}
