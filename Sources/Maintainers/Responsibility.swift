// SPDX-License-Identifier: GPL-2.0-only

public import Mail

/// Who is to be asked about a change, and why.
public struct Responsibility: Hashable, Sendable {
    /// A section of MAINTAINERS that is about the change.
    public struct Part: Hashable, Sendable {
        /// The section.
        public let section: MaintainersSection
        /// The keyword (`K:`) that was found in the change; nil where a file is the section's.
        public let keyword: String?
    }

    /// What somebody is to a section.
    public enum Role: String, Hashable, Sendable {
        /// `M:`
        case maintainer
        /// `R:`
        case reviewer
        /// Named in the changed file itself, a device tree binding.
        case binding
    }

    /// Somebody who is to be asked.
    public struct Person: Hashable, Sendable {
        /// Name and address.
        public let mailbox: Mailbox
        /// What the person is to ``section``.
        public let role: Role
        /// The title of the nearest section that names the person; of ``Role/binding`` the file.
        public let section: String
    }

    /// The sections, the nearest to the first file first; those found by a keyword at the end.
    public let parts: [Part]

    /// The people whom changed files name themselves.
    let bindings: [Person]

    /// Everybody once, by name and by address, in the sections' order.
    public var people: [Person] {
        var people: [Person] = []
        var known: Set<String> = []
        func add(_ person: Person) {
            let mailbox = person.mailbox
            guard !mailbox.address.isEmpty else { return }
            let keys = [mailbox.address, mailbox.name].compactMap { $0?.lowercased() }
            guard known.isDisjoint(with: keys) else { return }
            known.formUnion(keys)
            people.append(person)
        }
        for part in parts where !part.section.isForTheRest {
            let named =
                part.section.maintainers.map { ($0, Role.maintainer) }
                + part.section.reviewers.map { ($0, Role.reviewer) }
            for (mailbox, role) in named {
                add(Person(mailbox: mailbox, role: role, section: part.section.title))
            }
        }
        bindings.forEach(add)
        return people
    }

    /// The lists that everybody may write to, each once.
    public var lists: [MaintainersSection.List] {
        var known: Set<String> = []
        return parts.flatMap(\.section.lists).filter { list in
            !list.isForSubscribersOnly && known.insert(list.address.lowercased()).inserted
        }
    }
}
