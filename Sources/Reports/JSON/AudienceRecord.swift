// SPDX-License-Identifier: GPL-2.0-only

internal import Mail
internal import Maintainers
internal import Reviews

/// Whom MAINTAINERS of the tree names for what the thread proposes.
struct AudienceRecord: Codable, Hashable {
    /// A section of MAINTAINERS.
    struct Section: Codable, Hashable {
        /// The title, and its line in the file, from 1.
        let title: String
        let line: Int

        /// The value of `S:`, as `Maintained`; may be empty.
        let status: String

        /// The keyword that was found in the change; absent where a file is the section's.
        let keyword: String?
    }

    /// Somebody who is to be asked.
    struct Person: Codable, Hashable {
        /// Name and address.
        let person: PersonRecord

        /// `maintainer`, `reviewer`, or `binding` for somebody whom a changed device tree binding
        /// names.
        let role: String

        /// The title of the nearest section that names the person, or the path of the binding.
        let section: String

        /// Whether a message of the thread went to the person, or came from there; absent where
        /// that is not known, because a message is missing or does not say whom it went to.
        let isAddressed: Bool?

        /// Whether the person wrote a message of the thread.
        let hasWritten: Bool
    }

    /// A list that is to be asked.
    struct List: Codable, Hashable {
        /// The address.
        let address: String

        /// Whether a message of the thread went there; absent where that is not known.
        let isAddressed: Bool?
    }

    /// The sections, the nearest first.
    let sections: [Section]

    /// Their people, each once, in the sections' order.
    let people: [Person]

    /// Their lists, each once.
    let lists: [List]

    init(_ audience: Audience) {
        sections = audience.parts.map { part in
            Section(
                title: part.section.title, line: part.section.line, status: part.section.status,
                keyword: part.keyword)
        }
        people = audience.people.map { person in
            Person(
                person: PersonRecord(person.mailbox),
                role: person.role.rawValue,
                section: person.section, isAddressed: person.isAddressed,
                hasWritten: person.hasWritten)
        }
        lists = audience.lists.map { List(address: $0.address, isAddressed: $0.isAddressed) }
    }
}
