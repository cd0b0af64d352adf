// SPDX-License-Identifier: GPL-2.0-only

public import MailThreads

/// The sketches of a part of an input, and what tells that the part has not changed.
public struct IndexPart: Hashable, Sendable {
    /// What the part is called in its input: a file's path, or a number.
    public let name: String
    /// What the part was like when it was read: a file's stamp, or a commit.
    public let state: [UInt8]
    /// What is kept of its messages, in order.
    public let sketches: [MessageSketch]

    /// Makes a part.
    public init(name: String, state: [UInt8], sketches: [MessageSketch]) {
        self.name = name
        self.state = state
        self.sketches = sketches
    }
}

/// What is known of an input.
public struct IndexedInput: Hashable, Sendable {
    /// The input, as an absolute path.
    public let path: String
    /// How often it was written; 0 for one that is not known.
    public let generation: Int64
    /// Its parts in order.
    public let parts: [IndexPart]

    /// An input of which nothing is known.
    public init(unknown path: String) { self.init(path: path, generation: 0, parts: []) }

    init(path: String, generation: Int64, parts: [IndexPart]) {
        self.path = path
        self.generation = generation
        self.parts = parts
    }
}

/// What is to be written about an input.
public struct IndexChange: Sendable {
    /// The input as it was known.
    public let input: IndexedInput
    /// The names of parts that are no more, or are written anew.
    public let removed: [String]
    /// The parts that are new, in order; they come behind those that stay.
    public let added: [IndexPart]

    /// Makes a change.
    public init(of input: IndexedInput, removed: [String], added: [IndexPart]) {
        self.input = input
        self.removed = removed
        self.added = added
    }

    /// Whether nothing changed.
    public var isEmpty: Bool { removed.isEmpty && added.isEmpty }
}
