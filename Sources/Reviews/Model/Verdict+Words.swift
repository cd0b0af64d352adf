// SPDX-License-Identifier: GPL-2.0-only

extension Verdict {
    /// The verdict as reports put it, with what there is to say about it.
    public var words: String {
        switch self {
        case .clean: "clean"
        case .over(let byteCount): "over \(ByteCount.text(byteCount))"
        case .defect(let kind, let byteCount?): "\(kind.rawValue) \(ByteCount.text(byteCount))"
        case .defect(let kind, nil): kind.rawValue
        case .notSimulated(let why): "not simulated: \(why)"
        case .notModelled(let what): "not modelled: \(what)"
        case .outOfBudget(let what): "out of budget: \(what)"
        case .simulatorFault(let what): "a bug of the simulator: \(what)"
        }
    }
}
