// SPDX-License-Identifier: GPL-2.0-only

internal import Mail
internal import Maintainers
internal import Reviews

extension Wording {
    /// `Ann Example (reviewer)`: somebody whom MAINTAINERS names, a maintainer without the word.
    static func person(_ person: Audience.Person) -> String {
        let role =
            switch person.role {
            case .maintainer: ""
            case .reviewer: " (reviewer)"
            case .binding: " (of the binding)"
            }
        return person.mailbox.displayName + role
    }
}
