// SPDX-License-Identifier: GPL-2.0-only

internal import Foundation
internal import Mail

/// What git's configuration says: the user's name, and settings `review-thread.*`.
struct GitSettings {
    /// The values by key, in git's order: those of the system, the user, the repository.
    private let values: [(key: String, value: String)]

    /// Reads the configuration that git sees in the current folder; without git it is empty.
    static func read(environment: [String: String]) -> GitSettings {
        let keys = "^(review-thread\\..*|user\\.(name|email)|core\\.pager)$"
        let path = (environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
            .map { "\($0)/git" }.first { FileManager.default.isExecutableFile(atPath: $0) }
        guard let path else { return GitSettings(listing: Data()) }
        let git = Process()
        git.executableURL = URL(fileURLWithPath: path)
        git.arguments = ["config", "--null", "--get-regexp", keys]
        git.standardInput = FileHandle.nullDevice
        git.standardError = FileHandle.nullDevice
        let output = Pipe()
        git.standardOutput = output
        // Without git, or a readable configuration, there are no settings.
        guard (try? git.run()) != nil else { return GitSettings(listing: Data()) }
        let listing = (try? output.fileHandleForReading.readToEnd()) ?? Data()
        git.waitUntilExit()
        return GitSettings(listing: listing)
    }

    /// Reads what `git config --null --get-regexp` prints: `key LF value NUL`; a key alone is true.
    init(listing: Data) {
        values = listing.split(separator: 0).map { entry in
            let parts = entry.split(separator: 0x0a, maxSplits: 1)
            let key = parts.first.map { String(decoding: $0, as: UTF8.self) } ?? ""
            let value = parts.count > 1 ? String(decoding: parts[1], as: UTF8.self) : "true"
            return (key, value)
        }
    }

    /// The last value of a key.
    func value(_ key: String) -> String? { values.last { $0.key == key }?.value }

    /// All values of a key.
    func all(_ key: String) -> [String] { values.filter { $0.key == key }.map(\.value) }

    /// Who writes mail; nil without an address.
    var sender: Mailbox? {
        value("user.email").map { Mailbox(name: value("user.name"), address: $0) }
    }
}
