// SPDX-License-Identifier: GPL-2.0-only

/// Lines of code and mail with their indentation: tabs go to every eighth column.
enum TabbedLine {
    /// More bytes of a line than these are cut off.
    private static let mostBytes = 4_000

    static func expanded(_ line: some Collection<UInt8>) -> String {
        let cut = line.count > mostBytes
        let pieces = line.prefix(mostBytes).split(
            separator: 0x09, omittingEmptySubsequences: false)
        var text = ""
        var width = 0
        for (index, piece) in pieces.enumerated() {
            if index > 0 {
                text += String(repeating: " ", count: 8 - width % 8)
                width += 8 - width % 8
            }
            let safe = DisplayText.safe(piece)
            text += safe
            width += DisplayWidth.of(safe)
        }
        return cut ? text + "…" : text
    }
}
