// SPDX-License-Identifier: GPL-2.0-only

public import Mail

/// Many threads, sorted by what they need.
public struct Triage: Sendable {
    /// The threads that propose something, the most urgent first.
    public let entries: [TriageEntry]
    /// How many threads were looked at.
    public let threadCount: Int
    /// How many threads with a diff in them were not read, because they have been silent for long.
    public let silentCount: Int
    /// What was read and not known before, by the key of the thread (``Triager/Plan/keys``).
    public let readings: [ContentKey: TriageReading]
}
