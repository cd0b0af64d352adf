// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText

/// One direction of a `GIT binary patch`: `literal SIZE` or `delta SIZE`, with its data.
public struct BinaryChange: Hashable, Sendable {
    /// What the data are, once inflated.
    public enum Form: Hashable, Sendable {
        /// The whole new file.
        case literal
        /// A recipe to make it from the old one, as in git's packs.
        case delta
    }

    /// What the data are.
    public let form: Form
    /// Number of bytes of the inflated data, as the patch says.
    public let size: Int
    /// The data, deflated (RFC 1950).
    public let deflated: [UInt8]

    /// Reads `literal SIZE` or `delta SIZE` and lines of base 85; nil for anything else.
    init?(_ lines: some BidirectionalCollection<[UInt8]>) {
        guard let head = lines.first else { return nil }
        let words = head.split(separator: Ascii.space)
        guard words.count == 2, let size = words[1].decimalValue else { return nil }
        if words[0].elementsEqual("literal".utf8) {
            form = .literal
        } else if words[0].elementsEqual("delta".utf8) {
            form = .delta
        } else {
            return nil
        }
        self.size = size
        var bytes: [UInt8] = []
        for line in lines.dropFirst() where !line.isEmpty {
            guard let decoded = Base85.decoded(line) else { return nil }
            bytes += decoded
        }
        deflated = bytes
    }
}

extension FilePatch {
    /// The data of a `GIT binary patch`: how the new file is made, and if the patch says so, how the
    /// old one is. Nil where there are none, or they are damaged.
    public var binaryChanges: (forward: BinaryChange, backward: BinaryChange?)? {
        guard isBinary,
            let start = headerLines.firstIndex(where: { $0.elementsEqual("GIT binary patch".utf8) })
        else { return nil }
        let lines = headerLines[(start + 1)...]
        let starts = lines.indices.filter {
            lines[$0].starts(with: "literal ".utf8) || lines[$0].starts(with: "delta ".utf8)
        }
        guard let first = starts.first,
            let forward = BinaryChange(lines[first..<(starts.dropFirst().first ?? lines.endIndex)])
        else { return nil }
        guard let second = starts.dropFirst().first else { return (forward, nil) }
        return BinaryChange(lines[second...]).map { (forward, $0) }
    }
}

/// Git's base 85: a letter for the length of the line, and five characters for four bytes.
enum Base85 {
    private static let values: [UInt8: UInt32] = {
        let digits = Array("0123456789".utf8)
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)
        let signs = Array("!#$%&()*+-;<=>?@^_`{|}~".utf8)
        return Dictionary(
            uniqueKeysWithValues: zip(digits + letters + signs, 0...))
    }()

    /// The bytes of one line; nil if it is no such line.
    static func decoded(_ line: [UInt8]) -> [UInt8]? {
        let count: Int
        switch line.first {
        case .some(let letter) where letter >= 0x41 && letter <= 0x5a: count = Int(letter) - 0x40
        case .some(let letter) where letter >= 0x61 && letter <= 0x7a: count = Int(letter) - 0x46
        default: return nil
        }
        let groups = (count + 3) / 4
        guard line.count == 1 + 5 * groups else { return nil }
        var bytes: [UInt8] = []
        for group in 0..<groups {
            var word: UInt32 = 0
            for byte in line[(1 + 5 * group)..<(6 + 5 * group)] {
                guard let value = values[byte] else { return nil }
                let (product, isTooLarge) = word.multipliedReportingOverflow(by: 85)
                let (sum, isOver) = product.addingReportingOverflow(value)
                guard !isTooLarge, !isOver else { return nil }
                word = sum
            }
            for shift in [24, 16, 8, 0] as [UInt32] {
                bytes.append(UInt8(truncatingIfNeeded: word >> shift))
            }
        }
        return Array(bytes.prefix(count))
    }
}
