// SPDX-License-Identifier: GPL-2.0-only

internal import CZlib

/// Deflated data as zlib writes them (RFC 1950).
enum Inflation {
    /// The inflated data; nil unless they are sound and have exactly `count` bytes.
    ///
    /// The corresponding C function is `uncompress`.
    static func inflated(_ bytes: [UInt8], count: Int) -> [UInt8]? {
        // One more byte than allowed shows data that go on; an empty array may have no address.
        var length = uLongf(count + 1)
        var output = [UInt8](repeating: 0, count: count + 1)
        let code = unsafe output.withUnsafeMutableBufferPointer { output in
            unsafe bytes.withUnsafeBufferPointer { input in
                unsafe uncompress(
                    output.baseAddress, &length, input.baseAddress, uLong(input.count))
            }
        }
        guard code == Z_OK, Int(length) == count else { return nil }
        return Array(output.prefix(count))
    }
}
