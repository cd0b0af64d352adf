// SPDX-License-Identifier: GPL-2.0-only

internal import Benches
internal import GatherSimulation
internal import HunkMatching
internal import KernelBuild
internal import Mail
internal import MailThreads
internal import Proposals
internal import UnifiedDiffs

/// Makes a review: reads the thread, applies what it proposes, builds and runs it.
public struct ThreadReviewer: Sendable {
    private let request: ReviewRequest
    private let progress: @Sendable (ReviewProgress) -> Void

    /// Sets up a review; `progress` is called from time to time, possibly from several threads.
    public init(
        _ request: ReviewRequest, progress: @escaping @Sendable (ReviewProgress) -> Void = { _ in }
    ) {
        self.request = request
        self.progress = progress
    }

    /// Makes the review. The same request gives the same review.
    ///
    /// - Throws: ``ReviewError``; what is wrong with a proposal is part of the review instead.
    public func review() async throws(ReviewError) -> ThreadReview {
        let contents = ThreadContents(request.thread)
        let reading = ThreadReading(
            contents, known: request.tree.map { Mailmap(in: $0.tree) } ?? Mailmap(),
            history: request.tree.flatMap { FixesLookup($0.tree) },
            supersededBy: request.supersededBy)
        let proposals = reading.proposals
        let trailers = TrailerPlacement(proposals: proposals).trailers(of: contents)
        var comparison = TreeComparison()
        if let tree = request.tree {
            comparison = try await TreeComparer(request: tree, progress: progress)
                .compare(VariantPlan.plans(for: proposals))
        }
        let conclusions = Conclusions(
            proposals: proposals, trailers: trailers, hasTree: request.tree != nil,
            variants: comparison.variants, ranking: comparison.ranking,
            notSimulated: comparison.notSimulated)
        return ThreadReview(
            messages: MessageReview.messages(of: contents),
            problems: request.inputProblems + problems, proposals: proposals, trailers: trailers,
            reading: reading,
            audience: request.tree.flatMap {
                Audience(of: proposals, in: request.thread, on: $0.tree)
            }, comparison: comparison, conclusion: conclusions.conclusion)
    }

    private var problems: [Statement] {
        let inMessages = request.thread.messages.flatMap { message in
            message.problems.map { problem in
                Statement(
                    problem.detail,
                    [.message(message.id, bodyLine: nil, inputLine: problem.lineNumber)])
            }
        }
        return inMessages
            + request.thread.problems.map { problem in
                Statement(
                    problem.detail,
                    [
                        .message(
                            problem.message, bodyLine: nil,
                            inputLine: problem.source?.firstLineNumber)
                    ])
            }
    }
}

extension MessageReview {
    /// The messages of a thread in reading order.
    static func messages(of contents: ThreadContents) -> [MessageReview] {
        let thread = contents.thread
        let entries = Dictionary(
            contents.entries.map { ($0.number, $0) }, uniquingKeysWith: { first, _ in first })
        return thread.nodes.map { node in
            MessageReview(
                number: node.index + 1, id: node.id,
                isIDSynthetic: node.message?.isIDSynthetic ?? node.id.isSynthetic,
                isMissing: node.isPlaceholder, author: node.message?.author,
                date: node.message?.date, subject: node.message?.subject ?? "",
                parent: node.parentIndex.map { $0 + 1 }, depth: node.depth,
                inputName: node.message?.source.inputName,
                inputLine: node.message?.source.firstLineNumber,
                blocks: entries[node.index + 1].map { MessageBlock.blocks(of: $0, in: thread) }
                    ?? [])
        }
    }
}
