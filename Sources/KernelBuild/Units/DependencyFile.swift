// SPDX-License-Identifier: GPL-2.0-only

/// The list of files which a compilation read, in make's notation as clang writes it.
enum DependencyFile {
    /// The paths behind the first `: `, in order, without repetition.
    ///
    /// Clang writes ` ` and `#` in a name as `\ ` and `\#`, `$` as `$$`, and ends a line to be
    /// continued in ` \`. A name that holds a newline is cut in two, and one that is not UTF-8 is
    /// damaged; the cache does not take lists with names of files that are not there.
    static func paths(_ bytes: [UInt8]) -> [String] {
        guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")) else { return [] }
        var paths: [String] = []
        var seen: Set<String> = []
        var name: [UInt8] = []
        func finish() {
            guard !name.isEmpty else { return }
            let path = String(decoding: name, as: UTF8.self)
            if seen.insert(path).inserted { paths.append(path) }
            name = []
        }
        var index = colon + 1
        while index < bytes.count {
            let byte = bytes[index]
            let next = index + 1 < bytes.count ? bytes[index + 1] : UInt8(ascii: "\n")
            switch byte {
            case UInt8(ascii: " "), UInt8(ascii: "\n"):
                finish()
            case UInt8(ascii: "\\") where next == UInt8(ascii: "\n"):
                index += 1
                finish()
            case UInt8(ascii: "\\") where next == UInt8(ascii: " ") || next == UInt8(ascii: "#"),
                UInt8(ascii: "$") where next == UInt8(ascii: "$"):
                name.append(next)
                index += 1
            default:
                name.append(byte)
            }
            index += 1
        }
        finish()
        return paths
    }

    /// The path with `.`, `..` and doubled slashes taken out; nil when it leaves the root.
    static func normalized(_ path: String) -> String? {
        var parts: [Substring] = []
        for part in path.split(separator: "/") {
            switch part {
            case ".": continue
            case "..":
                guard parts.popLast() != nil else { return nil }
            default: parts.append(part)
            }
        }
        return "/" + parts.joined(separator: "/")
    }
}
