// SPDX-License-Identifier: GPL-2.0-only

internal import Glibc

/// Conversion of whole texts by the C library's `iconv`; the only unsafe code of this module.
enum CharsetConversion {
    /// Converts to UTF-8 from a set of the C library.
    ///
    /// Bytes that cannot be converted become U+FFFD one by one, and the result is not valid. If the
    /// library lacks the set, the bytes come back as they are. The corresponding C function is
    /// `iconv`.
    static func toUTF8(_ bytes: [UInt8], from charset: String) -> Charset.Decoded {
        guard let descriptor = unsafe iconv_open("UTF-8", charset),
            Int(bitPattern: descriptor) != -1
        else { return Charset.Decoded(bytes: bytes, isValid: false) }
        defer { unsafe _ = iconv_close(descriptor) }

        var input = bytes.map { CChar(bitPattern: $0) }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count * 2)
        var isValid = true
        var buffer = [CChar](repeating: 0, count: 4_096)
        unsafe input.withUnsafeMutableBufferPointer { input in
            var next = input.baseAddress
            var left = input.count
            var isFlushing = left == 0
            while true {
                let leftBefore = left
                let (status, code, written) = unsafe buffer.withUnsafeMutableBufferPointer {
                    buffer in
                    var out = buffer.baseAddress
                    var room = buffer.count
                    let status =
                        isFlushing
                        ? unsafe iconv(descriptor, nil, nil, &out, &room)
                        : unsafe iconv(descriptor, &next, &left, &out, &room)
                    return (status, errno, buffer.count - room)
                }
                result += buffer.prefix(written).map { UInt8(bitPattern: $0) }
                if status != -1 {
                    if isFlushing { return }
                    isFlushing = true
                    continue
                }
                if code == E2BIG, written > 0 || left < leftBefore { continue }
                isValid = false
                if isFlushing || left == 0 { return }
                // An invalid or cut sequence: replace one byte and go on behind it.
                result += [0xef, 0xbf, 0xbd]
                unsafe next = next?.advanced(by: 1)
                left -= 1
                if left == 0 { isFlushing = true }
            }
        }
        return Charset.Decoded(bytes: result, isValid: isValid)
    }
}
