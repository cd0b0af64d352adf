// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText

extension TabRule {
    /// Every rule, the likeliest first.
    static let all: [TabRule] =
        [.columnsWithMark, .columnsWithoutMark] + (1...8).map { .blanks($0) }

    private static let tabWidth = 8

    /// The line with its tabs turned to blanks.
    func expanded(_ line: ArraySlice<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        for byte in line {
            if byte == 0x09 {
                let count = width(ofTabAt: output.count)
                output += [UInt8](repeating: 0x20, count: count)
            } else {
                output.append(byte)
            }
        }
        return output
    }

    /// The line with the blanks at its start turned to tabs as far as they go; all else is kept.
    func indentedByTabs(_ line: ArraySlice<UInt8>) -> [UInt8] {
        let indentation = expanded(line.prefix(while: \.isASCIIBlank))
        let text = line.drop(while: \.isASCIIBlank)
        if text.isEmpty { return [] }
        var tabs: [UInt8] = []
        var width = 0
        while width + self.width(ofTabAt: width) <= indentation.count {
            width += self.width(ofTabAt: width)
            tabs.append(0x09)
        }
        return tabs + [UInt8](repeating: 0x20, count: indentation.count - width) + text
    }

    /// Number of blanks that stand for a tab behind `column` bytes of the line.
    private func width(ofTabAt column: Int) -> Int {
        switch self {
        case .columnsWithMark: TabRule.tabWidth - (column + 1) % TabRule.tabWidth
        case .columnsWithoutMark: TabRule.tabWidth - column % TabRule.tabWidth
        case .blanks(let count): max(count, 1)
        }
    }
}
