// SPDX-License-Identifier: GPL-2.0-only

/// What a bench's device does, as digests of its code: the same on every build that leaves the
/// device alone.
///
/// A bench includes the driver, so that the driver's macros, declarations and definitions come
/// before the bench's text and can give it another meaning. What the compiler made of the bench is
/// therefore compared with what it made of it on the tree before the patch.
public struct DeviceModel: Hashable, Sendable, Codable {
    /// A digest for each function that the device runs, for each variable that these use (with the
    /// names of all functions that use it), and for each entry point of scenarios.
    let pieces: [String: String]

    /// Functions that the device calls and the unit does not define, in the order of their names.
    let externals: [String]

    /// A piece that is not the same in both; nil when all are.
    func difference(from other: DeviceModel) -> String? {
        let names = Set(pieces.keys).union(other.pieces.keys)
        return names.filter { pieces[$0] != other.pieces[$0] }.min()
            ?? Set(externals).symmetricDifference(other.externals).min()
    }
}

extension Executable {
    /// What the device of this program does differently than that of another one, which was built
    /// of the same bench: the name of a function or variable; nil when it is the same.
    ///
    /// Struct layouts and constants of the driver may make a difference, if the model uses them.
    public func modelDifference(from reference: Executable) -> String? {
        guard let model, let other = reference.model else { return nil }
        if let name = model.difference(from: other) { return name }
        return other.externals.first {
            (hostSymbols[$0] == nil) != (reference.hostSymbols[$0] == nil)
        }
    }
}
