// SPDX-License-Identifier: GPL-2.0-only

/// The functions that a variant changes, by their text: comments and blanks aside.
public struct ChangedCode: Hashable, Sendable {
    /// One function.
    public struct Function: Hashable, Sendable {
        /// What happens to it.
        public enum Change: String, Hashable, Sendable {
            /// It is there before and after, and says something else.
            case changed
            /// It is new.
            case added
            /// It is gone.
            case removed
        }

        /// The file.
        public let path: String

        /// The name.
        public let name: String

        /// What happens to it.
        public let change: Change

        /// Its 1-based lines, from its first word to its closing brace: those of the patched file,
        /// or of the base if it is removed.
        public let lines: ClosedRange<Int>
    }

    /// The functions, by path, then in the order of their lines.
    public let functions: [Function]

    /// The files in which something outside of functions is changed: types, macros, tables.
    public let declarations: [String]
}
