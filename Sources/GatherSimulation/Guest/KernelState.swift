// SPDX-License-Identifier: GPL-2.0-only

/// What host functions remember between calls.
struct KernelState {
    /// A slab cache, as `kmem_cache_create()` was told to make it.
    struct SlabCache {
        let objectByteCount: UInt64
        let alignment: UInt64

        /// The guest function that initialises a new object; 0 for none.
        let constructor: UInt64
    }

    /// A call that `call_rcu()` put off to the end of the grace period.
    struct DeferredCall {
        let function: UInt64
        let argument: UInt64
    }

    /// By the address which the guest knows the cache by.
    var slabCaches: [UInt64: SlabCache] = [:]

    /// The numbers in use of each `struct ida`, by its address.
    var identifiers: [UInt64: Set<UInt32>] = [:]

    /// What is locked.
    var locks = LockState()

    /// How often clocks, and runtime power, were taken more often than given back.
    var power = PowerState()

    /// In the order in which they were put off.
    var deferredCalls: [DeferredCall] = []
}
