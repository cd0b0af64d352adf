// SPDX-License-Identifier: GPL-2.0-only

public import Mail

/// A section of MAINTAINERS: a part of the kernel, and who looks after it.
public struct MaintainersSection: Hashable, Sendable {
    /// A mailing list.
    public struct List: Hashable, Sendable {
        /// The address.
        public let address: String
        /// Whether only subscribers may write to it.
        public let isForSubscribersOnly: Bool
        /// Whether what others write waits for a moderator.
        public let isModerated: Bool
    }

    /// The title, as `IOMMU DRIVERS`.
    public let title: String
    /// The line of the title, from 1.
    public let line: Int
    /// The people of the `M:` lines, in their order.
    public private(set) var maintainers: [Mailbox] = []
    /// The people of the `R:` lines.
    public private(set) var reviewers: [Mailbox] = []
    /// The `L:` lines.
    public private(set) var lists: [List] = []
    /// The last `S:` line, as `Maintained`; empty if there is none.
    public private(set) var status = ""
    /// Regular expressions of `N:` and `K:` lines that cannot be read.
    public private(set) var unreadable: [String] = []

    private var files: [PathPattern] = []
    private var excluded: [PathPattern] = []
    private var names: [TextPattern] = []
    private(set) var keywords: [TextPattern] = []

    init(title: String, line: Int) {
        self.title = title
        self.line = line
    }

    /// Whether its people want no mail about single patches: those of the section for the rest of
    /// the kernel, `Buried alive in reporters`.
    public var isForTheRest: Bool { status.lowercased() == "buried alive in reporters" }

    /// Takes a line `letter: value` in. Letters that say nothing of who is to be asked are passed
    /// over.
    mutating func add(_ letter: Character, _ value: String) {
        switch letter {
        case "M": maintainers += Mailbox.mailboxes(in: value.utf8)
        case "R": reviewers += Mailbox.mailboxes(in: value.utf8)
        case "L": lists.append(List(value))
        case "S": status = value
        case "F": files.append(PathPattern(value))
        case "X": excluded.append(PathPattern(value))
        case "N": add(value, to: \.names)
        case "K": add(value, to: \.keywords)
        default: break
        }
    }

    private mutating func add(
        _ value: String, to patterns: WritableKeyPath<MaintainersSection, [TextPattern]>
    ) {
        guard let pattern = TextPattern(value) else {
            unreadable.append(value)
            return
        }
        self[keyPath: patterns].append(pattern)
    }

    /// How near the section is to a file, nil if it is not about the file.
    func match(_ path: String, isFolderInTree: (String) -> Bool) -> Int? {
        for pattern in excluded
        where pattern.match(path, isFolderInTree: isFolderInTree) != nil {
            return nil
        }
        // As get_maintainer.pl: the last that matches.
        let near = files.last { $0.match(path, isFolderInTree: isFolderInTree) != nil }?
            .match(path, isFolderInTree: isFolderInTree)
        return near ?? (names.contains { $0.isFound(in: path) } ? 0 : nil)
    }
}

extension MaintainersSection.List {
    /// The value of an `L:` line: an address, and perhaps a remark in parentheses.
    fileprivate init(_ value: String) {
        let parts = value.split(maxSplits: 1, whereSeparator: \.isWhitespace)
        let remark = parts.dropFirst().first ?? ""
        address = parts.first.map(String.init) ?? ""
        isForSubscribersOnly = remark.contains("subscribers-only")
        isModerated = remark.contains("moderated")
    }
}
