// SPDX-License-Identifier: GPL-2.0-only

/// A number of bytes as people read it.
public enum ByteCount {
    /// `28 KiB` where the number is a whole multiple of 1024, `3 MiB` of 1024 squared, else `100 B`;
    /// the largest number stands for all addresses of 64 bits.
    public static func text(_ count: UInt64) -> String {
        if count == .max { return "16 EiB" }
        let units: [(UInt64, String)] = [(1 << 30, "GiB"), (1 << 20, "MiB"), (1 << 10, "KiB")]
        for (size, name) in units where count >= size && count % size == 0 {
            return "\(count / size) \(name)"
        }
        return "\(count) B"
    }
}
