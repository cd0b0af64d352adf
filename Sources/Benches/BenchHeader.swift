// SPDX-License-Identifier: GPL-2.0-only

/// The comment at the top of a bench: lines `key: value`, from the first one after the licence to
/// the first blank line. docs/benches.md describes the keys.
struct BenchHeader {
    private let file: BenchFile
    private var entries: [Entry] = []

    private struct Entry {
        let key: String
        let value: String
        let line: Int
    }

    private static let keys: Set<String> = [
        "bench", "driver", "units", "arch", "include", "page", "iova", "leaf", "walker",
        "skip",
    ]
    private static let repeatableKeys: Set<String> = ["units", "include", "leaf", "skip"]

    init(_ file: BenchFile) throws(BenchesError) {
        self.file = file
        for (index, bytes) in file.bytes.split(separator: 0x0a, omittingEmptySubsequences: false)
            .enumerated()
        {
            let line = index + 1
            let text = String(decoding: bytes, as: UTF8.self)
            var words = Substring(text).trimmingBlanks()
            if line == 1 {
                guard words.hasPrefix("/*") else {
                    throw .malformed(
                        path: file.displayPath, line: 1,
                        advice: "begin the bench with a comment that holds its keys, "
                            + "`/* SPDX-License-Identifier: ...`")
                }
                if words.hasSuffix("*/") { break }
                continue
            }
            let isLast = words.hasSuffix("*/")
            if isLast { words = words.dropLast(2) }
            if words.hasPrefix("*") { words = words.dropFirst() }
            words = words.trimmingBlanks()
            if words.isEmpty {
                if isLast || !entries.isEmpty { break }
                continue
            }
            entries.append(try entry(words, line: line))
            if isLast { break }
        }
    }

    private func entry(_ words: Substring, line: Int) throws(BenchesError) -> Entry {
        guard let colon = words.firstIndex(of: ":") else {
            throw malformed(line, "write `key: value`, or a blank line before the prose")
        }
        let key = String(words[..<colon].trimmingBlanks())
        guard Self.keys.contains(key) else {
            throw malformed(
                line,
                "`\(key)` is no key of a bench; the keys are "
                    + Self.keys.sorted().joined(separator: ", "))
        }
        let value = String(words[words.index(after: colon)...].trimmingBlanks())
        guard !value.isEmpty else { throw malformed(line, "give `\(key)` a value") }
        if !Self.repeatableKeys.contains(key), let first = entries.first(where: { $0.key == key }) {
            throw malformed(line, "`\(key)` was given on line \(first.line) already")
        }
        return Entry(key: key, value: value, line: line)
    }

    /// What the comment says.
    func bench(companions: [BenchFile]) throws(BenchesError) -> Bench {
        let page = try number("page")
        guard page.value.isPowerOfTwo, page.value >= 1024 else {
            throw malformed(page.line, "`page` is a power of two, at least 1024")
        }
        let iova = try number("iova")
        guard iova.value % page.value == 0 else {
            throw malformed(iova.line, "`iova` is a multiple of `page`")
        }
        return Bench(
            name: try name(), driver: try driver(), units: try units(),
            architecture: entries.first { $0.key == "arch" }?.value,
            includes: words(of: "include").map(\.word), pageSize: page.value,
            iovaBase: iova.value, leafSizes: try leafSizes(page: page.value),
            isWalkerCoherent: try isWalkerCoherent(),
            skippedScenarios: try skippedScenarios(), file: file, companions: companions)
    }

    private func name() throws(BenchesError) -> String {
        let entry = try single("bench")
        guard entry.value.utf8.allSatisfy(\.isNameCharacter) else {
            throw malformed(entry.line, "`bench` is made of letters, digits, `-`, `_` and `.`")
        }
        return entry.value
    }

    private func driver() throws(BenchesError) -> String {
        let entry = try single("driver")
        return try treePath(entry.value, line: entry.line)
    }

    private func units() throws(BenchesError) -> [BenchUnit] {
        var units: [BenchUnit] = []
        for (word, line) in words(of: "units") {
            let isOptional = word.hasPrefix("?")
            let path = try treePath(isOptional ? String(word.dropFirst()) : word, line: line)
            guard !units.contains(where: { $0.path == path }) else {
                throw malformed(line, "`\(path)` is named twice; leave one")
            }
            units.append(BenchUnit(path: path, isOptional: isOptional))
        }
        return units
    }

    private func leafSizes(page: UInt64) throws(BenchesError) -> [UInt64] {
        var sizes: Set<UInt64> = [page]
        for (word, line) in words(of: "leaf") {
            guard let size = UInt64(cNumber: word), size.isPowerOfTwo, size >= page else {
                throw malformed(line, "`leaf` lists powers of two from `page` upwards, in bytes")
            }
            sizes.insert(size)
        }
        return sizes.sorted()
    }

    private func isWalkerCoherent() throws(BenchesError) -> Bool {
        guard let entry = entries.first(where: { $0.key == "walker" }) else { return true }
        switch entry.value {
        case "coherent": return true
        case "non-coherent": return false
        default: throw malformed(entry.line, "`walker` is `coherent` or `non-coherent`")
        }
    }

    private func skippedScenarios() throws(BenchesError) -> [String: String] {
        var reasons: [String: String] = [:]
        for entry in entries where entry.key == "skip" {
            let parts = entry.value.split(separator: " ", maxSplits: 2)
            guard parts.count == 3, parts[1] == "because" else {
                throw malformed(entry.line, "write `skip: SCENARIO because REASON`")
            }
            reasons[String(parts[0])] = String(parts[2])
        }
        return reasons
    }

    private func single(_ key: String) throws(BenchesError) -> Entry {
        guard let entry = entries.first(where: { $0.key == key }) else {
            throw malformed(1, "the opening comment lacks `\(key):`")
        }
        return entry
    }

    private func number(_ key: String) throws(BenchesError) -> (value: UInt64, line: Int) {
        let entry = try single(key)
        guard let value = UInt64(cNumber: entry.value) else {
            throw malformed(entry.line, "`\(key)` is one number, decimal or 0x and hexadecimal")
        }
        return (value, entry.line)
    }

    private func words(of key: String) -> [(word: String, line: Int)] {
        entries.filter { $0.key == key }.flatMap { entry in
            entry.value.split(separator: " ").map { (String($0), entry.line) }
        }
    }

    private func treePath(_ path: String, line: Int) throws(BenchesError) -> String {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        let isPlain = parts.allSatisfy { part in
            !part.isEmpty && part != "." && part != ".." && part.utf8.allSatisfy(\.isNameCharacter)
        }
        guard isPlain, path.hasSuffix(".c") else {
            throw malformed(line, "`\(path)` is not the path of a .c file in the kernel tree")
        }
        return path
    }

    private func malformed(_ line: Int, _ advice: String) -> BenchesError {
        .malformed(path: file.displayPath, line: line, advice: advice)
    }
}

extension Substring {
    fileprivate func trimmingBlanks() -> Substring {
        let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" || $0 == "\r" }
        guard let first = firstIndex(where: { !isBlank($0) }),
            let last = lastIndex(where: { !isBlank($0) })
        else { return "" }
        return self[first...last]
    }
}

extension UInt8 {
    fileprivate var isNameCharacter: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
            UInt8(ascii: "."), UInt8(ascii: "+"):
            true
        default: false
        }
    }
}

extension UInt64 {
    fileprivate var isPowerOfTwo: Bool { nonzeroBitCount == 1 }

    /// A number as in C: decimal, or `0x` and hexadecimal digits; nil when it is neither or too
    /// large.
    fileprivate init?(cNumber text: String) {
        let isHexadecimal = text.hasPrefix("0x")
        let digits = isHexadecimal ? text.dropFirst(2) : Substring(text)
        guard let first = digits.utf8.first, first != UInt8(ascii: "+"), first != UInt8(ascii: "-"),
            let value = UInt64(digits, radix: isHexadecimal ? 16 : 10)
        else { return nil }
        self = value
    }
}
