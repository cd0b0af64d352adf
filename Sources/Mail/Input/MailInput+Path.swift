// SPDX-License-Identifier: GPL-2.0-only

extension MailInput {
    /// Reads all messages at a path, whatever it holds; see ``MailIntake``.
    ///
    /// - Parameter name: what to call the input in reports; nil for the path.
    /// - Throws: ``MailInputError``.
    public init(
        path: String, name: String? = nil, limits: MailLimits = .standard
    ) throws(MailInputError) {
        self = try MailInput.read(MailIntake(path: path, name: name, limits: limits))
    }

    /// Reads all messages of standard input.
    ///
    /// - Throws: ``MailInputError/unreadable(path:reason:)``.
    public static func standardInput(
        limits: MailLimits = .standard
    ) throws(MailInputError) -> MailInput {
        try read(.standardInput(limits: limits))
    }

    /// Reads one batch after the other.
    static func read(_ intake: consuming MailIntake) throws(MailInputError) -> MailInput {
        var intake = intake
        var batches: [ArraySlice<Message>] = []
        while let batch = try intake.nextBatch() { batches.append(intake.add(try batch.read())) }
        if intake.isNewestFirst { batches.reverse() }
        return MailInput(of: intake, messages: batches.flatMap { $0 })
    }
}
