// SPDX-License-Identifier: GPL-2.0-only

internal import Foundation
internal import Mail

/// A thread on a public-inbox server: the server's list, and a message of the thread.
struct ThreadAddress: Equatable {
    /// The address of the list, with a `/` at the end: `https://lore.kernel.org/all/`.
    let list: String
    /// A message of the thread.
    let message: MessageID

    /// Longest identifier that is asked for; RFC 5322 allows lines of 998 bytes.
    private static let longestIdentifier = 998

    /// Reads a message id, with or without brackets, or the address of a page that shows one:
    /// `https://lore.kernel.org/r/ID`, `https://lore.kernel.org/linux-iommu/ID/T/#u`.
    ///
    /// Nil for what is neither, and for a server that is no address of the web.
    init?(_ text: String, server: String) {
        let trimmed = text.trimmingCharacters(in: .whitespaces)
        let parts = trimmed.split(separator: "/", omittingEmptySubsequences: false)
        let identifier: String
        if Self.isWeb(trimmed) {
            guard
                let index = parts.firstIndex(where: {
                    let part = $0.prefix { $0 != "#" && $0 != "?" }
                    return $0 != parts[2] && part.removingEscapes.contains("@")
                }), index > 2
            else { return nil }
            identifier = parts[index].prefix { $0 != "#" && $0 != "?" }.removingEscapes
            // `/r/` is a short form of `/all/`, under which no mailbox is served.
            let path = parts[..<index].map(String.init)
            list =
                (path.last == "r" ? path.dropLast() + ["all"] : path[...])
                .joined(separator: "/") + "/"
        } else {
            guard Self.isWeb(server) else { return nil }
            identifier = trimmed.trimmingCharacters(in: CharacterSet(charactersIn: "<>"))
            list = server.hasSuffix("/") ? server : server + "/"
        }
        guard identifier.contains("@"), !identifier.contains("://"),
            identifier.utf8.count <= Self.longestIdentifier,
            identifier.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7f })
        else { return nil }
        message = MessageID(identifier)
    }

    private static func isWeb(_ text: String) -> Bool {
        ["https://", "http://"].contains { text.lowercased().hasPrefix($0) }
    }

    /// Where the server has the whole thread as a mailbox.
    var mailbox: String { list + escaped + "/t.mbox.gz" }

    /// A name for a file, the same for the same thread.
    var fileName: String { "\(escaped.prefix(150))-\(ContentKey(Array(mailbox.utf8)).hex).mbox" }

    private var escaped: String {
        var allowed = CharacterSet(charactersIn: "-._~@+=")
        allowed.insert(charactersIn: "0"..."9")
        allowed.insert(charactersIn: "A"..."Z")
        allowed.insert(charactersIn: "a"..."z")
        return message.text.addingPercentEncoding(withAllowedCharacters: allowed) ?? ""
    }
}

extension Substring {
    /// Without `%40` and its like; as it is where these stand for no text.
    fileprivate var removingEscapes: String { String(self).removingPercentEncoding ?? String(self) }
}

extension ContentKey {
    /// The first half as 16 digits.
    fileprivate var hex: String {
        let digits = String(high, radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }
}
