// SPDX-License-Identifier: GPL-2.0-only

/// The pattern of an `F:` or `X:` line of MAINTAINERS: `drivers/iommu/`, `lib/locking*.[ch]`.
///
/// `*` and `?` stand for any text and any byte, `[…]` for one byte of a class; `**` may also stand
/// for further folders. A pattern that ends with a slash means everything below the folder, another
/// one the files with as many slashes that begin as it says (the head of MAINTAINERS, and
/// scripts/get_maintainer.pl).
struct PathPattern: Hashable, Sendable {
    private enum Part: Hashable, Sendable {
        case byte(UInt8)
        case anyByte
        case anyText
        case oneOf(Set<UInt8>, isNegated: Bool)
    }

    private let parts: [Part]
    private let slashes: Int
    private let text: String
    private let isFolder: Bool
    private let isPlain: Bool
    private let crossesFolders: Bool

    init(_ text: String) {
        self.text = text
        parts = Self.parts(Array(text.utf8)[...])
        slashes = text.utf8.count { $0 == UInt8(ascii: "/") }
        isFolder = text.hasSuffix("/")
        isPlain = !text.utf8.contains { "*?[".utf8.contains($0) }
        crossesFolders = text.contains("**")
    }

    /// How near the pattern is to the files that it matches: the folders that it names, and one for
    /// a name at its end; -1 for one that begins with a star.
    private func depth(asFolder: Bool) -> Int {
        if text.hasPrefix("*") { return -1 }
        return slashes + (asFolder && isFolder ? 0 : 1)
    }

    /// How near the pattern is to a file, nil if it does not match.
    ///
    /// - Parameter isFolderInTree: asked of a pattern without a slash at its end which may be the
    ///   name of a folder.
    func match(_ path: String, isFolderInTree: (String) -> Bool) -> Int? {
        let bytes = Array(path.utf8)
        if isFolder { return matches(bytes) ? depth(asFolder: true) : nil }
        if isPlain {
            if path == text { return depth(asFolder: false) }
            if path.hasPrefix(text + "/") { return slashes + 1 }
            guard path.hasPrefix(text), !isFolderInTree(text) else { return nil }
        }
        let isAsDeep = bytes.count { $0 == UInt8(ascii: "/") } == slashes
        guard isAsDeep || crossesFolders, matches(bytes) else { return nil }
        return depth(asFolder: false)
    }

    /// Whether the path begins as the pattern says: the last star is tried again, one byte on,
    /// wherever what follows it does not match.
    private func matches(_ path: [UInt8]) -> Bool {
        var (part, place) = (0, 0)
        var retry: (part: Int, place: Int)?
        while part < parts.count {
            if case .anyText = parts[part] {
                retry = (part, place)
                part += 1
            } else if place < path.count, matches(parts[part], path[place]) {
                part += 1
                place += 1
            } else if let last = retry, last.place < path.count {
                retry = (last.part, last.place + 1)
                (part, place) = (last.part + 1, last.place + 1)
            } else {
                return false
            }
        }
        return true
    }

    private func matches(_ part: Part, _ byte: UInt8) -> Bool {
        switch part {
        case .byte(let other): byte == other
        case .anyByte, .anyText: true
        case .oneOf(let bytes, let isNegated): bytes.contains(byte) != isNegated
        }
    }

    private static func parts(_ text: ArraySlice<UInt8>) -> [Part] {
        var parts: [Part] = []
        var rest = text
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "*"):
                if parts.last != .anyText { parts.append(.anyText) }
            case UInt8(ascii: "?"):
                parts.append(.anyByte)
            case UInt8(ascii: "["):
                guard let end = rest.dropFirst().firstIndex(of: UInt8(ascii: "]")) else {
                    parts.append(.byte(byte))
                    continue
                }
                parts.append(byteClass(rest[..<end]))
                rest = rest[(end + 1)...]
            default:
                parts.append(.byte(byte))
            }
        }
        return parts
    }

    private static func byteClass(_ text: ArraySlice<UInt8>) -> Part {
        let isNegated = text.first == UInt8(ascii: "^") || text.first == UInt8(ascii: "!")
        var bytes: Set<UInt8> = []
        var rest = isNegated ? text.dropFirst() : text
        while let first = rest.popFirst() {
            if rest.count > 1, rest.first == UInt8(ascii: "-"), let last = rest.dropFirst().first,
                first <= last
            {
                bytes.formUnion(first...last)
                rest = rest.dropFirst(2)
            } else {
                bytes.insert(first)
            }
        }
        return .oneOf(bytes, isNegated: isNegated)
    }
}
