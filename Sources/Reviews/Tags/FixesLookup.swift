// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText
internal import GitObjects
public import HunkMatching
internal import MailThreads
public import Proposals

/// Looks up the commits that `Fixes:` trailers name in the repository of a tree.
public struct FixesLookup: Sendable {
    private let repository: String

    /// Nil for a tree that is no repository: a folder has no history.
    public init?(_ tree: any SourceTree) {
        guard let tree = tree as? GitTree else { return nil }
        repository = tree.repository
    }

    /// One check for each `Fixes:` of a usual form: found, unknown, or another subject.
    ///
    /// What cannot be read counts as unknown: the repository may be shallow.
    public func checks(of proposals: [Proposal]) -> [TrailerCheck] {
        let wanted = proposals.flatMap { proposal in
            proposal.patches.indices.flatMap { index in
                proposal.patches[index].trailers.filter { $0.kind == .fixes }.map {
                    (PatchPlace(proposal, index), $0)
                }
            }
        }
        guard !wanted.isEmpty, let opened = try? GitRepository.open(repository) else { return [] }
        return wanted.compactMap { place, trailer in
            guard let (id, subject) = TrailerCheck.fixes(trailer) else { return nil }
            guard let resolved = try? opened.resolve(id), let commit = resolved.commit,
                let found = try? opened.commit(commit)
            else {
                return TrailerCheck(
                    place: place, kind: .fixesUnknown, trailer: trailer,
                    detail: "the repository has no commit \(id)")
            }
            let isSame = found.subject == subject
            return TrailerCheck(
                place: place, kind: isSame ? .fixesFound : .fixesSubject, trailer: trailer,
                detail: isSame
                    ? "commit \(id) is in the repository, with that subject"
                    : "commit \(id) is “\(found.subject)”")
        }
    }
}
