// SPDX-License-Identifier: GPL-2.0-only

/// What a call by the host has cost.
public struct CallCost: Hashable, Sendable {
    /// Instructions of the call itself, with all guest functions that it called.
    public let instructions: UInt64
    /// Instructions of calls that the host made while it served a host call of this one.
    public let nestedInstructions: UInt64

    /// A cost.
    public init(instructions: UInt64, nestedInstructions: UInt64) {
        self.instructions = instructions
        self.nestedInstructions = nestedInstructions
    }
}
