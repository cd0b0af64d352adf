// SPDX-License-Identifier: GPL-2.0-only

internal import Mail
internal import MailThreads

/// The states of a change that is still to be decided about.
extension StateReader {
    func new(_ main: Proposal) -> ThreadState {
        let promise = promise(main)
        let task: NextActor
        if let promise {
            task = next(
                poster(of: main), to: "post the next revision", askedBy: nil,
                since: promise.message.date, proof: promise.message.id)
        } else if let failure = buildFailure(main) {
            task = next(
                poster(of: main), to: "make it build", askedBy: failure.message.author,
                since: failure.message.date, proof: failure.message.id)
        } else {
            task = next(
                nil, to: "look at it", askedBy: nil, since: main.first.date,
                proof: main.first.message)
        }
        return state(
            .new, main, "nobody has answered \(main.label)", proof: main.first.message, next: task)
    }

    /// Somebody was asked by name, or by the last message, and has not written since.
    func waiting(_ main: Proposal) -> ThreadState? {
        guard let request = askedByName(main) ?? pending(main), let person = request.to,
            promise(main).map({ isAfter(request.date, $0.message.date) }) ?? true
        else { return nil }
        return state(
            .waiting, main,
            "\(person.displayName) was asked by \(request.from.displayName), and has not answered",
            proof: request.message,
            next: next(
                person, to: "answer: \(request.text)", askedBy: request.from,
                since: request.date, proof: request.message))
    }

    private func counted(_ count: Int, _ one: String, _ more: String) -> String? {
        count == 0 ? nil : "\(count) \(count == 1 ? one : more)"
    }

    func changesRequested(_ main: Proposal) -> ThreadState? {
        let conceded = remarks(on: main, .conceded)
        let open = remarks(on: main, .open)
        let latest = (conceded + open).max { isAfter($1.date, $0.date) }
        if let latest {
            let what = [
                counted(open.count, "remark is open", "remarks are open"),
                counted(conceded.count, "was conceded", "were conceded"),
            ].compactMap(\.self).joined(separator: ", ")
            return requested(
                main, what, by: latest.author, since: latest.date, cause: latest.message,
                proof: latest.status == .conceded ? latest.proof : latest.message,
                to: open.isEmpty ? "post the next revision" : "answer, or post the next revision")
        }
        if let nak = standingNak(main) {
            return requested(
                main, "\(nak.giver.displayName) is against it", by: nak.giver, since: nak.date,
                cause: nak.trailer.message, to: "answer, or give it up")
        }
        if let promise = promise(main) {
            return requested(
                main, "its author promises another revision", by: nil,
                since: promise.message.date, cause: promise.message.id)
        }
        if let tag = reservation(main) {
            let isConditional = tag.verdict == .conditional
            let what =
                "\(tag.giver.displayName) \(isConditional ? "gave" : "took back") "
                + tag.trailer.kind.name + (isConditional ? " on a condition" : "")
            return requested(
                main, what, by: tag.giver, since: tag.date, cause: tag.trailer.message)
        }
        return buildFailure(main).map { failure in
            requested(
                main, "a robot could not build it", by: failure.message.author,
                since: failure.message.date, cause: failure.message.id, to: "make it build")
        }
    }

    private func requested(
        _ main: Proposal, _ what: String, by person: Mailbox?, since date: MailDate?,
        cause: MessageID, proof: MessageID? = nil, to task: String = "post the next revision"
    ) -> ThreadState {
        state(
            .changesRequested, main, "\(main.label): \(what)", proof: proof ?? cause,
            next: next(poster(of: main), to: task, askedBy: person, since: date, proof: cause))
    }

    func ready(_ main: Proposal) -> ThreadState? {
        let reviews = tags.filter { tag in
            tag.verdict.isTaken && [.ackedBy, .reviewedBy].contains(tag.trailer.kind)
        }
        let isReviewed = main.patches.indices.allSatisfy { index in
            reviews.contains { $0.places.contains(PatchPlace(main, index)) }
                || main.patches[index].trailers.contains {
                    [.ackedBy, .reviewedBy].contains($0.kind)
                }
        }
        guard isReviewed, !main.isIncomplete, main.patches.allSatisfy(\.isSignedOff) else {
            return nil
        }
        let last = reviews.last
        return state(
            .ready, main, "every patch of \(main.label) is reviewed, and no remark is open",
            proof: last?.trailer.message ?? main.first.message,
            next: next(
                nil, to: "apply it", askedBy: nil, since: last?.date ?? main.first.date,
                proof: last?.trailer.message ?? main.first.message))
    }

    func underReview(_ main: Proposal) -> ThreadState {
        let related = entries(about: main).filter { !$0.isFromRobot }
        let offer = related.last { !isAuthor($0, of: main) && StateWords.isOffer(prose($0)) }
        let isKept = offer.map { offer in
            related.contains {
                isAfter($0.message.date, offer.message.date)
                    && $0.message.author.isKnown(as: offer.message.author)
            }
        }
        let person = isKept == false ? offer : nil
        return state(
            .underReview, main, "\(main.label) is being talked about, and nothing is open",
            proof: related.last?.message.id,
            next: next(
                person?.message.author,
                to: person == nil ? "review it" : "do what message \(person?.number ?? 0) offers",
                askedBy: nil, since: person?.message.date ?? main.first.date,
                proof: person?.message.id))
    }

    // MARK: - What keeps a change back

    /// The remarks that ask for a change, by what became of them.
    func remarks(on main: Proposal, _ status: Remark.Status) -> [Remark] {
        ledger.remarks.filter { remark in
            remark.proposal == main.label && remark.status == status
                && (status == .conceded || isToBeAnswered(remark, main))
        }
    }

    /// Whether a remark is one that its author has to answer: a question or an objection; a comment
    /// below a changed line, in a message without a tag. What is addressed to others is none.
    private func isToBeAnswered(_ remark: Remark, _ main: Proposal) -> Bool {
        guard let entry = contents.entry(remark.message) else { return false }
        let addressed = salutation.addressees(of: entry)
        if !addressed.isEmpty, !addressed.contains(where: { isAuthor($0, of: main) }) {
            return false
        }
        if remark.kind != .comment, RemarkWords.isOnlyHandling(remark.text) { return false }
        // Whoever gives it in the same message takes the patch as it is.
        let isGiven = entry.trailers.contains {
            $0.place == .reply && $0.meaning == .given
                && [.ackedBy, .reviewedBy].contains($0.kind)
        }
        if remark.kind == .objection { return !isGiven }
        if remark.kind == .question { return true }
        let isTagged = entry.trailers.contains { $0.place == .reply && $0.kind.isTestimony }
        let handling: Set<String> = ["pick", "take", "apply", "merge", "queue", "tree"]
        return !isTagged && !RemarkWords.words(remark.text).contains(where: handling.contains)
            && remark.anchor.map { $0.mark != " " } ?? false
    }

    /// The author's last word that another revision follows, or a diff in a reply that shows it.
    private func promise(_ main: Proposal) -> ThreadContents.Entry? {
        entries(about: main).last { entry in
            isAuthor(entry, of: main)
                && (AuthorWords.isPromised(prose(entry)) || followUp(to: main, in: entry) != nil)
        }
    }

    /// A diff that the author of a patch mail shows in a reply below it.
    func followUp(to main: Proposal, in entry: ThreadContents.Entry) -> Proposal? {
        guard main.form == .patch, isAuthor(entry, of: main) else { return nil }
        return proposals.last { proposal in
            proposal.label != main.label && proposal.first.message == entry.message.id
                && [.inlineDiff, .scissorsDiff, .bareHunk].contains(proposal.form)
        }
    }

    /// The last robot's message that a change does not build.
    private func buildFailure(_ main: Proposal) -> ThreadContents.Entry? {
        entries(about: main).last { $0.isFromRobot && StateWords.isBuildFailure(prose($0)) }
    }

    /// A no that its giver did not replace by a yes.
    private func standingNak(_ main: Proposal) -> WeighedTag? {
        tags.last { tag in
            tag.verdict == .negative && tag.trailer.kind == .nackedBy
                && tag.trailer.meaning == .negative && isFor(main, tag)
                && !tags.contains { later in
                    later.verdict.isTaken && isFor(main, later) && isAfter(later.date, tag.date)
                        && [.ackedBy, .reviewedBy].contains(later.trailer.kind)
                        && later.giver.isSamePerson(as: tag.giver)
                }
        }
    }

    /// A tag on a condition, or words that took one back.
    private func reservation(_ main: Proposal) -> WeighedTag? {
        tags.last { tag in
            guard isFor(main, tag) else { return false }
            return tag.verdict == .conditional
                || tag.trailer.meaning == .withdrawn
                    && tags.contains {
                        $0.verdict == .takenBack && $0.giver.isSamePerson(as: tag.giver)
                    }
        }
    }

    private func isFor(_ main: Proposal, _ tag: WeighedTag) -> Bool {
        tag.places.contains { $0.proposal == main.label }
    }
}
