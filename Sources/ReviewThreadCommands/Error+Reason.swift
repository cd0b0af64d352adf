// SPDX-License-Identifier: GPL-2.0-only

internal import Foundation

extension Error {
    /// Why something could not be read or written, to be put behind a colon: Foundation's own
    /// sentence without its beginning, capital and full stop.
    var reason: String {
        let reason = (self as NSError).localizedFailureReason ?? localizedDescription
        let words = reason.hasSuffix(".") ? reason.dropLast() : reason[...]
        return words.prefix(1).lowercased() + words.dropFirst()
    }
}
