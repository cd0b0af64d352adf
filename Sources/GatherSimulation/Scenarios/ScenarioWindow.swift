// SPDX-License-Identifier: GPL-2.0-only

public import Benches

/// Where a bench wants its scenarios to happen.
public struct ScenarioWindow: Hashable, Sendable {
    /// The smallest page size in bytes; a power of two.
    public let pageSize: UInt64

    /// The IOVA from which the scenario's IOVAs count.
    public let iovaBase: UInt64

    /// Whether the device sees what is written to memory at once. If not, it sees of memory that is
    /// not coherent by itself what was there at the last `dma_sync_single_for_device()`.
    public let isWalkerCoherent: Bool

    /// Names a window.
    public init(pageSize: UInt64, iovaBase: UInt64, isWalkerCoherent: Bool = true) {
        self.pageSize = pageSize
        self.iovaBase = iovaBase
        self.isWalkerCoherent = isWalkerCoherent
    }
}

extension ScenarioWindow {
    /// Where a bench wants its scenarios to happen.
    public init(_ bench: Bench) {
        self.init(
            pageSize: bench.pageSize, iovaBase: bench.iovaBase,
            isWalkerCoherent: bench.isWalkerCoherent)
    }
}
