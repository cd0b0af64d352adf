// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText

extension DiffReader {
    /// Takes `GIT binary patch` with its data, or `Binary files ... differ`, at `position`.
    ///
    /// The data are kept as header lines; they are recognised and not decoded.
    mutating func takeBinary(into patch: inout FilePatch) {
        let start = position
        let line = line(position)
        if line.hasPrefix("Binary files ") || line.hasPrefix("Files "), line.hasSuffix(" differ") {
            position += 1
        } else if line.elementsEqual("GIT binary patch".utf8) {
            position += 1
            // A forward and an optional reverse part: a size line, data, and a blank line.
            for _ in 0..<2 {
                let size = self.line(position)
                guard size.hasPrefix("literal ") || size.hasPrefix("delta ") else { break }
                position += 1
                while position < text.lines.count, isBase85(self.line(position)) { position += 1 }
                if position < text.lines.count, self.line(position).isEmpty { position += 1 }
            }
        } else {
            return
        }
        patch.isBinary = true
        patch.headerLines += (start..<position).map { wholeLine($0) }
    }

    /// Whether a line is a length letter and groups of five base-85 digits, as git writes them.
    private func isBase85(_ line: ArraySlice<UInt8>) -> Bool {
        guard let first = line.first, first.isASCIILetter, line.count >= 6, line.count <= 66,
            line.count % 5 == 1
        else { return false }
        return line.dropFirst().allSatisfy { $0 > 0x20 && $0 < 0x7f }
    }
}
