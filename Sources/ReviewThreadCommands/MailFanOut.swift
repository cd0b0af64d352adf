// SPDX-License-Identifier: GPL-2.0-only

internal import Foundation
internal import Mail

/// Reads mail on all processors; what comes of it is the same on one.
enum MailFanOut {
    /// Reads everything that an intake finds.
    ///
    /// - Throws: the first ``MailInputError`` in the order of the input.
    static func read(_ intake: MailIntake) async throws(MailInputError) -> MailInput {
        let outcome = await outcome(of: intake) { intake, contents in intake.add(contents) }
        return try outcome.get().input
    }

    /// Hands over what comes of each batch, in the order of the input, and keeps nothing.
    ///
    /// - Throws: the first ``MailInputError`` in the order of the input.
    static func forEach(
        _ intake: MailIntake, _ body: (MailBatch.Contents) -> Void
    ) async throws(MailInputError) {
        _ = try await outcome(of: intake) { _, contents in body(contents) }.get()
    }

    private static func outcome(
        of intake: MailIntake, _ take: (inout MailIntake, MailBatch.Contents) -> Void
    ) async -> Result<MailIntake, MailInputError> {
        // Few are under way, so that what waits for its turn stays small.
        let tasks = ProcessInfo.processInfo.activeProcessorCount + 2
        var intake = intake
        return await withTaskGroup(
            of: (Int, Result<MailBatch.Contents, MailInputError>).self
        ) { group in
            var waiting: [Int: Result<MailBatch.Contents, MailInputError>] = [:]
            var started = 0
            var taken = 0
            do throws(MailInputError) {
                while true {
                    while started - taken < tasks, let batch = try intake.nextBatch() {
                        let number = started
                        group.addTask { (number, Result(catching: batch.read)) }
                        started += 1
                    }
                    guard let (number, read) = await group.next() else { break }
                    waiting[number] = read
                    while let next = waiting.removeValue(forKey: taken) {
                        take(&intake, try next.get())
                        taken += 1
                    }
                }
                return .success(intake)
            } catch {
                return .failure(error)
            }
        }
    }
}
