// SPDX-License-Identifier: GPL-2.0-only

internal import Foundation
internal import GitObjects
internal import Mail
internal import MailThreads
internal import Reviews
internal import ThreadIndex

/// The mail of all inputs together, of which little is kept; what the index knows is not read again.
struct SketchedMail {
    /// What is kept of one message: all of it only where it cannot be read a second time.
    private struct Kept: Sendable {
        let sketch: MessageSketch
        let held: Message?

        init(_ message: Message) {
            sketch = MessageSketch(message)
            held = message.source.access == .once ? message : nil
        }
    }

    private(set) var sketches: [MessageSketch] = []
    /// What is to be written to the index.
    private(set) var changes: [IndexChange] = []
    private var held: [Message] = []
    private let inputs: [String]
    private let index: CacheIndex?
    private let limits: MailLimits
    /// When the reading began, in seconds since 1970.
    private let now: Int64

    /// Messages of one part of a repository in the index.
    private static let messagesOfPart = 2_048

    /// Reads the inputs, as ``InputMail/init(_:)``.
    ///
    /// - Throws: ``CommandFailure`` for an input that cannot be read or is no mail.
    init(_ inputs: [String], index: CacheIndex?, now: Int64) async throws(CommandFailure) {
        self.inputs = inputs
        self.index = index
        self.now = now
        var limits = MailLimits.standard
        // A sketch is a small part of its message.
        limits.collectedBytes = .max
        self.limits = limits
        for name in inputs {
            try InputMail.checkName(name)
            let content: MailInput.Content
            do {
                content = try await add(name)
            } catch {
                throw CommandFailure(status: .noInput, message: error.description)
            }
            try InputMail.check(content, of: name)
        }
    }

    /// The threads.
    ///
    /// - Throws: ``CommandFailure`` where there is no message.
    func stock() throws(CommandFailure) -> ThreadStock {
        guard !sketches.isEmpty else { throw InputMail.failure(inputs) }
        return ThreadStock(sketches, held: held)
    }

    private mutating func add(_ name: String) async throws(MailInputError) -> MailInput.Content {
        guard name != "-" else { return try await take(MailIntake.standardInput(limits: limits)) }
        guard index != nil else { return try await take(MailIntake(path: name, limits: limits)) }
        let path = URL(fileURLWithPath: name).resolvingSymlinksInPath().path
        switch try MailInventory(path: path, limits: limits) {
        case .archive(let repositories):
            for repository in repositories { try await add(repository: repository) }
            return .publicInbox
        case .file(let file): return try await add([file], of: path, isFolder: false)
        case .folder(let files): return try await add(files, of: path, isFolder: true)
        }
    }

    private mutating func take(_ intake: MailIntake) async throws(MailInputError)
        -> MailInput.Content
    {
        var kept: [Kept] = []
        let intake = try await MailFanOut.read(intake, keeping: Kept.init) { kept += $0 }
        sketches += kept.map(\.sketch)
        held += kept.compactMap(\.held)
        return intake.content
    }

    // MARK: - Repositories

    private mutating func add(repository path: String) async throws(MailInputError) {
        let known = input(path)
        let last = known.parts.last.flatMap { ObjectID(bytes: $0.state) }
        var new: [MessageSketch] = []
        let intake = try await MailFanOut.read(
            MailIntake(repository: path, after: last, limits: limits),
            keeping: MessageSketch.init
        ) { new += $0 }
        // A history that was written anew has been read as a whole.
        var stays = intake.isContinuation ? known.parts : []
        sketches += stays.flatMap(\.sketches) + new
        guard let newest = intake.newestCommit, newest != last else { return }
        // A last part that is not full is written again with what is new.
        if let part = stays.last, part.sketches.count < Self.messagesOfPart {
            new = part.sketches + new
            stays.removeLast()
        }
        let parts = stride(from: 0, to: new.count, by: Self.messagesOfPart).map { start in
            IndexPart(
                name: "\(stays.count + start / Self.messagesOfPart)", state: newest.bytes,
                sketches: Array(new[start..<min(start + Self.messagesOfPart, new.count)]))
        }
        changes.append(
            IndexChange(
                of: known, removed: known.parts.dropFirst(stays.count).map(\.name), added: parts))
    }

    // MARK: - Files

    private mutating func add(
        _ files: [String], of path: String, isFolder: Bool
    ) async throws(MailInputError) -> MailInput.Content {
        let known = input(path)
        let parts = Dictionary(
            known.parts.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        let stamps = files.map { FileStamp(of: $0) }
        let isKnown = zip(files, stamps).map { file, stamp in
            stamp.map { parts[file]?.state == Self.bytes($0) } ?? false
        }
        let changed = zip(files, isKnown).filter { !$1 }.map(\.0)
        var kept: [Kept] = []
        var content = isFolder ? MailInput.Content.folder : .mbox
        if !changed.isEmpty {
            let intake =
                isFolder
                ? MailIntake(files: changed, name: path, limits: limits)
                : try MailIntake(path: path, limits: limits)
            content = try await MailFanOut.read(intake, keeping: Kept.init) { kept += $0 }.content
        }
        let byFile = Dictionary(grouping: kept) { $0.sketch.source.inputName }
        var added: [IndexPart] = []
        for (index, file) in files.enumerated() {
            if isKnown[index] {
                sketches += parts[file]?.sketches ?? []
                continue
            }
            let read = byFile[file] ?? []
            sketches += read.map(\.sketch)
            held += read.compactMap(\.held)
            // What is held cannot be had from the file, and a file that was just written may be
            // written again without its stamp showing it.
            guard let stamp = stamps[index], stamp == FileStamp(of: file),
                stamp.isSettled(at: now), !read.contains(where: { $0.held != nil })
            else { continue }
            added.append(
                IndexPart(
                    name: file, state: Self.bytes(stamp), sketches: read.map(\.sketch)))
        }
        let staying = Set(zip(files, isKnown).filter(\.1).map(\.0))
        changes.append(
            IndexChange(
                of: known, removed: known.parts.map(\.name).filter { !staying.contains($0) },
                added: added))
        if isFolder, case .notMail = content, !staying.isEmpty { content = .folder }
        return content
    }

    private func input(_ path: String) -> IndexedInput {
        index?.attempt { index throws(IndexError) in try index.input(at: path) }
            ?? IndexedInput(unknown: path)
    }

    private static func bytes(_ stamp: FileStamp) -> [UInt8] {
        stamp.values.flatMap { value in
            stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: value >> $0) }
        }
    }
}
