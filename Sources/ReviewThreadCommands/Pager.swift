// SPDX-License-Identifier: GPL-2.0-only

internal import Foundation

/// A program that shows a long text page by page, chosen as git does.
struct Pager {
    private let command: String

    /// The pager of `GIT_PAGER`, `core.pager`, `PAGER`, or else `less`; nil for none, which an
    /// empty name and `cat` mean.
    init?(environment: [String: String], settings: GitSettings) {
        let named =
            environment["GIT_PAGER"] ?? settings.value("core.pager") ?? environment["PAGER"]
            ?? "less"
        guard !named.isEmpty, named != "cat" else { return nil }
        command = named
    }

    /// Shows a text, and comes back when the user has seen enough; false if there is no such
    /// program.
    func show(_ text: String) -> Bool {
        // As git: quit if it fits on a screen, keep colours, leave the screen as it is.
        setenvUnlessSet("LESS", "FRX")
        setenvUnlessSet("LV", "-c")
        // A pager that is left early closes the pipe; that is no failure.
        signal(SIGPIPE, SIG_IGN)
        guard let pipe = unsafe popen(command, "w") else { return false }
        _ = unsafe fputs(text, pipe)
        let status = unsafe pclose(pipe)
        // The shell says 127 for a program that is not there.
        return (status >> 8) & 0xff != 127
    }

    private func setenvUnlessSet(_ name: String, _ value: String) {
        unsafe setenv(name, value, 0)
    }
}
