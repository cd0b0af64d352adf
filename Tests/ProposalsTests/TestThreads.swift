// SPDX-License-Identifier: GPL-2.0-only

import Foundation
import Mail
import MailThreads
import Proposals
import Testing

/// One message of a thread that a test makes.
struct Draft {
    var id: String
    var from = Draft.ann
    var subject = "Re: [PATCH] house: Count the doors"
    /// Minutes after the thread began; nil for a message without a date.
    var minute: Int? = 0
    var answers: String?
    var contentType = "text/plain"
    var body: String

    static let ann = "Ann Example <ann@example.org>"
    static let bob = "Bob Example <bob@example.org>"
    static let eve = "Eve Example <eve@example.org>"

    var text: String {
        var text = "From x@example.org Tue Mar 31 19:56:22 2026\n"
        text += "From: \(from)\nSubject: \(subject)\nMessage-ID: <\(id)>\n"
        if let minute {
            let digits = "\(minute / 10)\(minute % 10)"
            text += "Date: Tue, 31 Mar 2026 10:\(digits):00 +0000\n"
        }
        if let answers { text += "In-Reply-To: <\(answers)>\nReferences: <\(answers)>\n" }
        text += "MIME-Version: 1.0\nContent-Type: \(contentType)\n"
        return text + "\n" + body + "\n\n"
    }

    /// A patch mail for a change, with Ann's sign-off unless it says other trailers.
    static func patch(
        _ id: String, from: String = Draft.ann, subject: String = "[PATCH] house: Count the doors",
        minute: Int? = 0, answers: String? = nil,
        trailers: String = "Signed-off-by: Ann Example <ann@example.org>", diff: String = doorDiff
    ) -> Draft {
        let body = "Nobody knows how many there are.\n\n\(trailers)\n---\n\(diff)-- \n2.43.0\n"
        return Draft(
            id: id, from: from, subject: subject, minute: minute, answers: answers, body: body)
    }

    /// A cover letter.
    static func cover(
        _ id: String, subject: String = "[PATCH 0/2] house: Two things", minute: Int? = 0
    ) -> Draft {
        Draft(id: id, subject: subject, minute: minute, body: "Both are small.\n\nAnn\n")
    }

    /// An answer.
    static func answer(
        _ id: String, to other: String, from: String = Draft.bob, minute: Int? = 10, body: String
    ) -> Draft {
        Draft(id: id, from: from, minute: minute, answers: other, body: body)
    }
}

func contents(of drafts: [Draft]) throws -> ThreadContents {
    let bytes = Array(drafts.map(\.text).joined().utf8)
    let threads = MailThread.threads(from: MailInput(name: "test.mbox", bytes: bytes).messages)
    try #require(threads.count == 1)
    return ThreadContents(threads[0])
}

func proposals(in drafts: Draft...) throws -> [Proposal] {
    ProposalFinder().proposals(in: try contents(of: drafts))
}

/// Where the trailers of a thread's replies go, as `Tested-by Bob -> P1#2`; `-` for nowhere.
func placements(in drafts: Draft...) throws -> [String] {
    let contents = try contents(of: drafts)
    let proposals = ProposalFinder().proposals(in: contents)
    return TrailerPlacement(proposals: proposals).trailers(of: contents).map { placed in
        let giver = placed.giver.name?.split(separator: " ").first ?? "?"
        let patch = placed.patchNumber.map { "#\($0)" } ?? ""
        return "\(placed.trailer.name) \(giver) -> \(placed.proposal ?? "-")\(patch)"
    }
}

/// Changes one function.
let doorDiff = """
    diff --git a/house/door.c b/house/door.c
    index 1234567890ab..abcdef012345 100644
    --- a/house/door.c
    +++ b/house/door.c
    @@ -10,4 +10,5 @@ static int count_doors(struct house *house)
     	int n = 0;
     
    -	n = house->doors;
    +	if (is_open(house))
    +		n = house->doors;
     

    """

/// Changes the same function elsewhere.
let doorEndDiff = """
    diff --git a/house/door.c b/house/door.c
    --- a/house/door.c
    +++ b/house/door.c
    @@ -40,3 +40,3 @@ static int count_doors(struct house *house)
     	n++;
    -	return n;
    +	return n - 1;
     }

    """

/// Changes another file.
let keyDiff = """
    diff --git a/house/key.c b/house/key.c
    --- a/house/key.c
    +++ b/house/key.c
    @@ -1,2 +1,3 @@
     #include "key.h"
    +#include "lock.h"
     #include "ring.h"

    """

/// Changes another function of no named file.
let bareHunk = """
    @@ -70,3 +70,4 @@ static int turn(struct key *key)
     	int n = 0;
     
    +	n = key->turns;
     	return n;

    """

/// Real mail, where the environment says that it is.
enum RealThreads {
    static let folder = ProcessInfo.processInfo.environment["REVIEW_THREAD_DATA"]

    static func read(_ name: String) throws -> ThreadContents {
        let folder = try #require(folder)
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)")))
        let threads = MailThread.threads(from: MailInput(name: name, bytes: bytes).messages)
        try #require(threads.count == 1)
        return ThreadContents(threads[0])
    }
}
