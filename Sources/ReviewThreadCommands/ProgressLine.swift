// SPDX-License-Identifier: GPL-2.0-only

internal import Foundation
internal import KernelBuild
internal import Reviews
internal import Synchronization

/// One line on standard error that says how far a long review is.
///
/// Shown on a terminal only, and only once two seconds have gone by.
final class ProgressLine: Sendable {
    private let start: ContinuousClock.Instant?
    private let isLineOpen = Mutex(false)

    private init(isShown: Bool) {
        start = isShown && isatty(STDERR_FILENO) == 1 ? .now : nil
    }

    /// Does some work and shows how far it is; the line is gone when the work has ended.
    ///
    /// - Parameter hint: what to add to the message of an error.
    /// - Throws: ``CommandFailure`` for what went wrong.
    static func during<Result>(
        isShown: Bool, hint: (ReviewError) -> String = { _ in "" },
        _ work: (@escaping @Sendable (ReviewProgress) -> Void) async throws(ReviewError) -> Result
    ) async throws(CommandFailure) -> Result {
        let line = ProgressLine(isShown: isShown)
        defer { line.clear() }
        do {
            return try await work { line.show($0) }
        } catch {
            throw CommandFailure(
                status: error.exitStatus, message: error.description + hint(error))
        }
    }

    private func show(_ progress: ReviewProgress) {
        guard let start, start.duration(to: .now) >= .seconds(2) else { return }
        switch progress {
        case .building(let variant, let step):
            write(
                "compiling \(step.bench) for \(variant): \(step.done) of \(step.total), \(step.unit)"
            )
        case .simulating(let done, let total):
            write("simulating: \(done) of \(total) programs")
        case .reading(let done, let total):
            write("reading: \(done) of \(total) threads")
        case .searching(let driver, let sequences):
            write("searching \(driver): \(sequences) sequences")
        }
    }

    /// Takes the line away.
    private func clear() {
        isLineOpen.withLock { isOpen in
            guard isOpen else { return }
            try? FileHandle.standardError.write(contentsOf: Data("\r\u{1b}[K".utf8))
            isOpen = false
        }
    }

    private func write(_ text: String) {
        isLineOpen.withLock { isOpen in
            let line = "\r\u{1b}[K\(text.prefix(78))"
            try? FileHandle.standardError.write(contentsOf: Data(line.utf8))
            isOpen = true
        }
    }
}
