// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText

/// Lines with their white space made equal.
enum Whitespace {
    /// The line with each run of blanks and tabs as one blank, and none at its end; line ends, CR
    /// too, are dropped.
    static func normalized(_ line: ArraySlice<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(line.count)
        appendNormalized(line, to: &output)
        return output
    }

    /// Appends the line as ``normalized(_:)`` has it.
    static func appendNormalized(_ line: ArraySlice<UInt8>, to output: inout [UInt8]) {
        var pendingBlank = false
        for byte in content(of: line) {
            if byte.isASCIIBlank {
                pendingBlank = true
                continue
            }
            if pendingBlank { output.append(0x20) }
            pendingBlank = false
            output.append(byte)
        }
    }

    /// The line without LF, or CR and LF, at its end.
    static func content(of line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let line = line.last == 0x0a ? line.dropLast() : line
        return line.last == 0x0d ? line.dropLast() : line
    }

    /// Whether the line ends in CR LF.
    static func endsInCRLF(_ line: ArraySlice<UInt8>) -> Bool {
        line.last == 0x0a && line.dropLast().last == 0x0d
    }
}
