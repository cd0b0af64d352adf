// SPDX-License-Identifier: GPL-2.0-only

internal import Foundation
internal import Proposals
internal import Reviews

/// A value of `--under` or `--revert`: `FILE`, or `FILE#N/M` for one patch of a series.
///
/// A file whose name is the whole value wins over the `#`.
struct LayerArgument {
    let file: String
    let part: SeriesPosition?

    /// Takes a value apart.
    ///
    /// - Throws: ``CommandFailure`` with ``ExitStatus/usage`` for a file that is there and has
    ///   something else than `N/M` behind the `#`.
    init(_ value: String) throws(CommandFailure) {
        guard !FileManager.default.fileExists(atPath: value),
            let mark = value.lastIndex(of: "#"),
            FileManager.default.fileExists(atPath: String(value[..<mark]))
        else {
            file = value
            part = nil
            return
        }
        file = String(value[..<mark])
        let words = value[value.index(after: mark)...]
        guard let part = Self.part(words) else {
            throw CommandFailure(
                status: .usage,
                message: "\(value): #\(words) names no patch; write #1/2 for the first of two, "
                    + "as the subjects do")
        }
        self.part = part
    }

    /// Reads the patches.
    func patches() throws(CommandFailure) -> [LayerFile.Patch] {
        let bytes = try InputReading.bytes(of: file)
        do {
            return try LayerFile(
                name: InputReading.displayName(file), bytes: bytes, part: part
            ).patches
        } catch {
            throw CommandFailure(status: .badInput, message: error.description)
        }
    }

    private static func part(_ text: Substring) -> SeriesPosition? {
        let numbers = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
        guard numbers.count == 2, let number = numbers[0], let count = numbers[1],
            number >= 1, number <= count
        else { return nil }
        return SeriesPosition(number: number, count: count)
    }
}
