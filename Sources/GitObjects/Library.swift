// SPDX-License-Identifier: GPL-2.0-only

internal import CGit2

/// The libgit2 library: it has to be started once before anything else is called.
enum Library {
    /// Starts libgit2 on the first call and does nothing afterwards.
    static func start() {
        _ = isStarted
    }

    private static let isStarted: Bool = {
        precondition(git_libgit2_init() > 0, "libgit2 starts unless memory is exhausted.")
        return review_thread_accept_extensions() == 0
    }()

    /// libgit2's own words on the failure of the call just made on this thread.
    ///
    /// Only after ``forgetLastError()`` and a failed call: the words can be older otherwise.
    static var lastError: String {
        guard let error = unsafe git_error_last(), let message = unsafe error.pointee.message
        else { return "no further word from libgit2" }
        return unsafe String(cString: message)
    }

    /// Forgets the last failure of this thread.
    static func forgetLastError() {
        git_error_clear()
    }
}
