// SPDX-License-Identifier: GPL-2.0-only

public import GitObjects
public import UnifiedDiffs

/// The id by which git knows a change wherever it was made: `git patch-id --stable`.
public enum PatchID {
    /// The id of a patch; nil for one without git's headers, with binary files, or without files.
    ///
    /// For each file the SHA-1 of its header, without the `index` line, and of its hunks' lines,
    /// all without white space and without line numbers; the sum of these as numbers of 160 bits,
    /// the first byte the lowest, so that the order of the files does not count.
    public static func stable(of patches: [FilePatch]) -> ObjectID? {
        guard !patches.isEmpty, patches.allSatisfy({ $0.isGitDiff && !$0.isBinary }) else {
            return nil
        }
        var sum = [UInt8](repeating: 0, count: SHA1.byteCount)
        for patch in patches {
            var carry = 0
            for (index, byte) in SHA1.digest(of: text(of: patch)).enumerated() {
                carry += Int(sum[index]) + Int(byte)
                sum[index] = UInt8(carry & 0xff)
                carry >>= 8
            }
        }
        return ObjectID(bytes: sum)
    }

    private static func text(of patch: FilePatch) -> [UInt8] {
        var text: [UInt8] = []
        for line in patch.headerLines where !line.starts(with: "index ".utf8) {
            text += line.lazy.filter(isCounted)
        }
        for line in patch.hunks.lazy.flatMap(\.lines) {
            if line.origin != .context { text.append(line.origin.mark) }
            text += line.content.lazy.filter(isCounted)
        }
        return text
    }

    /// Whether a byte is no white space.
    private static func isCounted(_ byte: UInt8) -> Bool {
        byte != 0x20 && byte != 0x09 && byte != 0x0a && byte != 0x0d
    }
}
