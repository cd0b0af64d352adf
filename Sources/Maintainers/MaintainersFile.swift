// SPDX-License-Identifier: GPL-2.0-only

internal import Mail

/// MAINTAINERS of a kernel tree: who looks after which part.
///
/// The format is described at the head of the file itself; where that leaves something open, what
/// scripts/get_maintainer.pl does is meant. Nothing is too odd to be read.
public struct MaintainersFile: Hashable, Sendable {
    /// The sections, in their order.
    public let sections: [MaintainersSection]

    /// Reads the text of the file. Lines that begin with a capital letter and a colon are fields;
    /// the last other line above them is the section's title.
    public init(_ text: String) {
        var sections: [MaintainersSection] = []
        var title: (text: String, line: Int)?
        let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
        for (index, line) in lines.enumerated() {
            if let (letter, value) = Self.field(line) {
                if let started = title {
                    sections.append(MaintainersSection(title: started.text, line: started.line))
                    title = nil
                }
                guard !sections.isEmpty else { continue }
                sections[sections.count - 1].add(letter, value)
            } else if let first = line.first(where: { !$0.isWhitespace }), first != "#" {
                title = (String(line), index + 1)
            }
        }
        self.sections = sections
    }

    private static func field(_ line: Substring) -> (Character, String)? {
        guard let letter = line.first, ("A"..."Z").contains(letter),
            line.dropFirst().first == ":"
        else { return nil }
        let value = line.dropFirst(2).drop(while: \.isWhitespace)
        return (letter, String(value))
    }

    /// The items of the list `maintainers:` of a YAML file.
    private static func maintainers(inYAML text: String) -> [Mailbox] {
        text.split { $0.isNewline }.drop { $0 != "maintainers:" }.dropFirst()
            .prefix { $0.first?.isWhitespace == true || $0.first == "-" }
            .flatMap { line in
                Mailbox.mailboxes(in: line.drop { " -".contains($0) }.utf8)
            }
            .filter { $0.address.contains("@") }
    }

    /// Who is to be asked about a change.
    ///
    /// - Parameters:
    ///   - paths: the files that it touches, by their old and new names, from the tree's root.
    ///   - text: the lines in which keywords (`K:`) count: those of the commit message, and what the
    ///     change adds and removes.
    ///   - isFolder: whether the tree has a folder of this name.
    ///   - contents: a file of the tree, nil if there is none. It is asked for the YAML files among
    ///     the paths, which name maintainers of their own (device tree bindings).
    public func responsibility(
        for paths: [String], text: String, isFolder: (String) -> Bool = { _ in false },
        contents: (String) -> String? = { _ in nil }
    ) -> Responsibility {
        var order: [Int] = []
        for path in Set(paths).sorted() {
            let found = sections.indices.compactMap { index in
                sections[index].match(path, isFolderInTree: isFolder).map { (index, $0) }
            }
            order += found.sorted { $0.1 > $1.1 }.map(\.0)
        }
        var parts: [Responsibility.Part] = []
        var seen: Set<Int> = []
        for index in order where seen.insert(index).inserted {
            parts.append(Responsibility.Part(section: sections[index], keyword: nil))
        }
        for (index, section) in sections.enumerated() where !seen.contains(index) {
            guard let keyword = section.keywords.first(where: { $0.isFound(in: text) }) else {
                continue
            }
            parts.append(Responsibility.Part(section: section, keyword: keyword.source))
        }
        let bindings = Set(paths).sorted().filter { $0.hasSuffix(".yaml") }.flatMap { path in
            Self.maintainers(inYAML: contents(path) ?? "").map { mailbox in
                Responsibility.Person(mailbox: mailbox, role: .binding, section: path)
            }
        }
        return Responsibility(parts: parts, bindings: bindings)
    }
}
