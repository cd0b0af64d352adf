// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText
public import Mail

extension MailThread {
    /// The texts of all messages cut into blocks, each quote attributed to a message where possible.
    ///
    /// A quote belongs to the message of this thread that has at least half of its lines as own
    /// text: an ancestor before others, then the one with most of the lines, then the nearest. Where
    /// no text matches, to the nearest ancestor whose author the attribution line names.
    public func bodies() -> [MessageID: MessageBody] {
        var index = QuoteIndex()
        var readers: [(node: MailThread.Node, message: Message, reader: BodyReader)] = []
        for node in nodes {
            guard let message = node.message else { continue }
            let reader = BodyReader(message)
            index.add(reader.ownContents, message: node.index)
            readers.append((node, message, reader))
        }
        var bodies: [MessageID: MessageBody] = [:]
        bodies.reserveCapacity(readers.count)
        for (node, message, reader) in readers {
            // Index of each ancestor with its distance; nobody quotes what is further above.
            var distances: [Int: Int]?
            bodies[node.id] = reader.read { contents, introduction in
                let known = distances ?? self.distances(above: node)
                distances = known
                return author(
                    of: contents, introducedBy: introduction, for: message, at: node.index,
                    distances: known, index: &index)
            }
        }
        return bodies
    }

    private func distances(above node: MailThread.Node) -> [Int: Int] {
        var distances: [Int: Int] = [:]
        var above = node.parentIndex
        while let index = above, distances.count < 100 {
            distances[index] = distances.count
            above = nodes[index].parentIndex
        }
        return distances
    }

    private func author(
        of contents: [ArraySlice<UInt8>], introducedBy introduction: Attribution?,
        for message: Message, at own: Int, distances: [Int: Int], index: inout QuoteIndex
    ) -> MessageID? {
        let votes = index.candidates(for: contents).filter { candidate, _ in
            if candidate == own { return false }
            if distances[candidate] != nil { return true }
            guard let date = message.date, let other = nodes[candidate].message?.date
            else { return false }
            return other < date
        }
        let best = votes.min { left, right in
            let leftDistance = distances[left.key] ?? Int.max
            let rightDistance = distances[right.key] ?? Int.max
            let leftRank = leftDistance == Int.max ? 1 : 0
            let rightRank = rightDistance == Int.max ? 1 : 0
            return (leftRank, -left.value, leftDistance, left.key)
                < (rightRank, -right.value, rightDistance, right.key)
        }
        if let best { return nodes[best.key].id }
        guard let introduction else { return nil }
        let named = distances.sorted { $0.value < $1.value }.first { candidate, _ in
            nodes[candidate].message.map { introduction.names($0.author) } ?? false
        }
        return named.map { nodes[$0.key].id }
    }
}

extension Attribution {
    /// Whether the attribution names this person by address or by name.
    func names(_ person: Mailbox) -> Bool {
        if let address, person.address.utf8.equalsIgnoringCase(address) { return true }
        guard let name, let other = person.name else { return false }
        return name.utf8.equalsIgnoringCase(other)
    }
}
