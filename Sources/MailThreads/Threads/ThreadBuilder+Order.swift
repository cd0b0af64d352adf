// SPDX-License-Identifier: GPL-2.0-only

internal import Mail

// The order of the nodes, once each has its parent and its children.
extension ThreadBuilder {
    /// Removes placeholders above the one that is answered by messages.
    mutating func dropLeadingPlaceholders() {
        for start in drafts.indices where drafts[start].parent == nil {
            var root = start
            while drafts[root].message == nil, drafts[root].children.count == 1,
                drafts[drafts[root].children[0]].message == nil
            {
                let child = drafts[root].children[0]
                drafts[root].children = []
                drafts[child].parent = nil
                root = child
            }
        }
    }

    mutating func sortChildren() {
        // A message without a date goes with the one before it in the input.
        var last: Int64 = 0
        for index in drafts.indices {
            guard let place = drafts[index].message else { continue }
            last = messages[place].date?.secondsSince1970 ?? last
            drafts[index].sortKey = last
        }
        // Placeholders are as old as their first answer; deepest first.
        for index in orderFromRoots().reversed() {
            if drafts[index].message == nil {
                drafts[index].sortKey =
                    drafts[index].children.map { drafts[$0].sortKey }.min() ?? 0
            }
            let children = drafts[index].children
            guard children.count > 1 else { continue }
            drafts[index].children = children.sorted {
                (drafts[$0].sortKey, $0) < (drafts[$1].sortKey, $1)
            }
        }
    }

    private func orderFromRoots() -> [Int] {
        var order = drafts.indices.filter { drafts[$0].parent == nil }
        var next = 0
        while next < order.count {
            order += drafts[order[next]].children
            next += 1
        }
        return order
    }

    /// - Parameter places: for each draft its index in its thread, once that was built.
    func thread(
        root: Int, problems: [MessageID: [ThreadProblem]], places: inout [Int]
    ) -> ThreadTree<Entry> {
        var order: [Int] = []
        var stack = [root]
        while let index = stack.popLast() {
            places[index] = order.count
            order.append(index)
            stack += drafts[index].children.reversed()
        }
        var nodes: [ThreadTree<Entry>.Node] = []
        nodes.reserveCapacity(order.count)
        var found: [ThreadProblem] = []
        for (index, old) in order.enumerated() {
            let draft = drafts[old]
            let parent = index == 0 ? nil : draft.parent.map { places[$0] }
            nodes.append(
                ThreadTree<Entry>.Node(
                    id: draft.id, message: message(of: old), index: index, parentIndex: parent,
                    childIndices: draft.children.map { places[$0] },
                    depth: parent.map { nodes[$0].depth + 1 } ?? 0))
            if let own = problems[draft.id] { found += own }
            if draft.message == nil {
                found.append(
                    ThreadProblem(
                        kind: .messageMissing, message: draft.id,
                        detail: "answered \(draft.children.count) times, not in the input",
                        source: nil))
            }
        }
        return ThreadTree<Entry>(nodes: nodes, problems: found)
    }
}
