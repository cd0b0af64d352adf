// SPDX-License-Identifier: GPL-2.0-only

internal import Foundation
internal import Mail

/// Reads mail on all processors; what comes of it is the same on one.
enum MailFanOut {
    /// Reads everything that an intake finds.
    ///
    /// - Throws: the first ``MailInputError`` in the order of the input.
    static func read(_ intake: consuming MailIntake) async throws(MailInputError) -> MailInput {
        let tasks = ProcessInfo.processInfo.activeProcessorCount + 2
        let outcome = await withTaskGroup(
            of: (Int, Result<MailBatch.Contents, MailInputError>).self
        ) { [intake] group -> Result<MailInput, MailInputError> in
            var intake = intake
            var waiting: [Int: Result<MailBatch.Contents, MailInputError>] = [:]
            var started = 0
            var added = 0
            do throws(MailInputError) {
                while true {
                    // Few are under way, so that what waits for its turn stays small.
                    while started - added < tasks, let batch = try intake.nextBatch() {
                        let number = started
                        group.addTask { (number, Result(catching: batch.read)) }
                        started += 1
                    }
                    guard let (number, read) = await group.next() else { break }
                    waiting[number] = read
                    while let next = waiting.removeValue(forKey: added) {
                        intake.add(try next.get())
                        added += 1
                    }
                }
                return .success(intake.input)
            } catch {
                return .failure(error)
            }
        }
        return try outcome.get()
    }
}
