// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText

/// The line from which on the text of a reply is a patch.
public enum PatchCut {
    /// Tells whether a line, without its terminator, is a scissors line or the first line of what
    /// `git format-patch` writes.
    public static func matches(_ line: ArraySlice<UInt8>) -> Bool {
        ScissorsLine.matches(line) || isSeparator(line)
    }

    /// `From 0123… Mon Sep 17 00:00:00 2001`, with or without a `>`.
    static func isSeparator(_ line: ArraySlice<UInt8>) -> Bool {
        let rest = line.first == UInt8(ascii: ">") ? line.dropFirst() : line
        return rest.hasPrefix("From ") && rest.hasSuffix(" Mon Sep 17 00:00:00 2001")
            && rest.count == 5 + 40 + 25
    }
}
