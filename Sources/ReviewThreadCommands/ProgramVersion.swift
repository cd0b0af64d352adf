// SPDX-License-Identifier: GPL-2.0-only

/// The version of the program; CHANGELOG.md says what each one brought.
enum ProgramVersion {
    static let text = "0.1.0"
}
