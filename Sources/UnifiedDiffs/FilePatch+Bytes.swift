// SPDX-License-Identifier: GPL-2.0-only

extension Hunk {
    /// The header line and the lines as a diff has them, each with LF.
    public var bytes: [UInt8] {
        var output: [UInt8] = []
        write(to: &output)
        return output
    }

    func write(to output: inout [UInt8]) {
        output += header
        output.append(Ascii.lineFeed)
        for line in lines {
            if !line.isMarkStripped { output.append(line.origin.mark) }
            output += line.content
            output.append(Ascii.lineFeed)
            if let marker = line.noNewlineMarker {
                output += marker
                output.append(Ascii.lineFeed)
            }
        }
    }
}

extension FilePatch {
    /// The patch as a diff has it; for a patch that was read, the very bytes that it was read from.
    public var bytes: [UInt8] {
        var output: [UInt8] = []
        for line in headerLines {
            output += line
            output.append(Ascii.lineFeed)
        }
        for hunk in hunks {
            hunk.write(to: &output)
        }
        if !endsInNewline, output.last == Ascii.lineFeed { output.removeLast() }
        return output
    }
}
