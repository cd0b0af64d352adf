// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText
internal import Mail
internal import MailThreads
public import Proposals
public import UnifiedDiffs

/// The patches of a file named by `--under` or `--revert`.
public struct LayerFile: Hashable, Sendable {
    /// One patch of the file.
    public struct Patch: Hashable, Sendable {
        /// What reports call it: `fixes.mbox#1/2`, or the file's name where it holds one patch.
        public let name: String

        /// Its subject; empty for a bare diff.
        public let title: String

        /// The change.
        public let files: [FilePatch]
    }

    /// The patches in the order in which they apply.
    public let patches: [Patch]

    /// Reads a mailbox with patches, or a bare diff.
    ///
    /// Of a mailbox the patch mails count, and where it holds several revisions or threads the
    /// newest revision of the first series does; replies and their diffs do not.
    ///
    /// - Parameters:
    ///   - name: what reports call the file.
    ///   - part: the patch to take of a series, nil for all of them.
    /// - Throws: ``ReviewError/noPatch(_:)``, ``ReviewError/noSuchPart(_:part:has:)``.
    public init(name: String, bytes: [UInt8], part: SeriesPosition?) throws(ReviewError) {
        let input = MailInput(name: name, bytes: bytes)
        guard !input.messages.isEmpty else {
            let files = DiffFinder().diffs(in: ByteText(bytes)).flatMap(\.patches)
            guard !files.isEmpty else { throw .noPatch(name) }
            guard part == nil else {
                throw .noSuchPart(name, part: Self.describe(part), has: ["a bare diff"])
            }
            patches = [Patch(name: name, title: "", files: files)]
            return
        }
        let proposals = MailThread.threads(from: input.messages).flatMap {
            ProposalFinder().proposals(in: ThreadContents($0))
        }.filter { $0.form == .patch || $0.form == .attachment }
        guard let chosen = Self.newest(of: proposals) else { throw .noPatch(name) }
        let all = chosen.patches.map { patch in
            Patch(
                name: patch.position.map { "\(name)#\(Self.describe($0))" } ?? name,
                title: patch.title, files: patch.files)
        }
        guard let part else {
            patches = all
            return
        }
        patches = chosen.patches.indices
            .filter { chosen.patches[$0].position == part }.map { all[$0] }
        guard !patches.isEmpty else {
            throw .noSuchPart(name, part: Self.describe(part), has: all.map(\.name))
        }
    }

    private static func newest(of proposals: [Proposal]) -> Proposal? {
        proposals.reduce(nil) { best, next in
            guard let best else { return next }
            return next.revision > best.revision ? next : best
        }
    }

    private static func describe(_ part: SeriesPosition?) -> String {
        part.map { "\($0.number)/\($0.count)" } ?? ""
    }
}
