// SPDX-License-Identifier: GPL-2.0-only

internal import Foundation
internal import Mail

/// Reads mail on all processors; what comes of it is the same on one.
enum MailFanOut {
    /// Reads everything that an intake finds, and keeps all messages.
    ///
    /// - Throws: the first ``MailInputError`` in the order of the input.
    static func read(_ intake: MailIntake) async throws(MailInputError) -> MailInput {
        var messages: [Message] = []
        let intake = try await read(intake, keeping: { $0 }) { messages += $0 }
        return MailInput(of: intake, messages: messages)
    }

    /// Reads everything that an intake finds, and keeps of each message what a closure makes of it.
    ///
    /// - Parameters:
    ///   - keep: called for each message on the processor that has read it, in any order.
    ///   - take: gets what was kept, in the order of the input.
    /// - Returns: the intake, which knows what the input was and what was odd about it.
    /// - Throws: the first ``MailInputError`` in the order of the input.
    static func read<Kept: Sendable>(
        _ intake: MailIntake, keeping keep: @escaping @Sendable (Message) -> Kept,
        into take: (ArraySlice<Kept>) -> Void
    ) async throws(MailInputError) -> MailIntake {
        try await outcome(of: intake, keep, take).get()
    }

    private static func outcome<Kept: Sendable>(
        of intake: MailIntake, _ keep: @escaping @Sendable (Message) -> Kept,
        _ take: (ArraySlice<Kept>) -> Void
    ) async -> Result<MailIntake, MailInputError> {
        // Few are under way, so that what waits for its turn stays small.
        let tasks = ProcessInfo.processInfo.activeProcessorCount + 2
        var intake = intake
        return await withTaskGroup(
            of: (Int, Result<MailBatch.Contents<Kept>, MailInputError>).self
        ) { group in
            var waiting: [Int: Result<MailBatch.Contents<Kept>, MailInputError>] = [:]
            var started = 0
            var taken = 0
            var newestFirst: [ArraySlice<Kept>] = []
            do throws(MailInputError) {
                while true {
                    while started - taken < tasks, let batch = try intake.nextBatch() {
                        let number = started
                        group.addTask {
                            let read = Result { () throws(MailInputError) in
                                try batch.read(keeping: keep)
                            }
                            return (number, read)
                        }
                        started += 1
                    }
                    guard let (number, read) = await group.next() else { break }
                    waiting[number] = read
                    while let next = waiting.removeValue(forKey: taken) {
                        let kept = intake.add(try next.get())
                        if intake.isNewestFirst { newestFirst.append(kept) } else { take(kept) }
                        taken += 1
                    }
                }
                newestFirst.reversed().forEach(take)
                return .success(intake)
            } catch {
                return .failure(error)
            }
        }
    }
}
