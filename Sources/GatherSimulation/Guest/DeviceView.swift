// SPDX-License-Identifier: GPL-2.0-only

/// Memory as a device sees it that does not look into the processor's caches: what was there when it
/// was last mapped for the device or synced to it. Memory that never was reads as zeros.
struct DeviceView {
    private var pages: [UInt64: [UInt8]] = [:]

    private static let pageSize = 4096

    /// The device sees these bytes from now on.
    mutating func publish(_ bytes: [UInt8], at address: UInt64) {
        var next = address
        var rest = bytes[...]
        while !rest.isEmpty {
            let (page, offset) = Self.place(next)
            let count = min(rest.count, Self.pageSize - offset)
            pages[page, default: [UInt8](repeating: 0, count: Self.pageSize)]
                .replaceSubrange(offset..<offset + count, with: rest.prefix(count))
            rest = rest.dropFirst(count)
            next &+= UInt64(count)
        }
    }

    /// The little-endian number of so many bytes, at most eight.
    func load(_ address: UInt64, byteCount: UInt64) -> UInt64 {
        (0..<byteCount).reduce(0) { value, index in
            let (page, offset) = Self.place(address &+ index)
            return value | UInt64(pages[page]?[offset] ?? 0) << (8 * index)
        }
    }

    private static func place(_ address: UInt64) -> (page: UInt64, offset: Int) {
        (address / UInt64(pageSize), Int(address % UInt64(pageSize)))
    }
}
