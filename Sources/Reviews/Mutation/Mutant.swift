// SPDX-License-Identifier: GPL-2.0-only

/// A mechanical change of a source, as a programmer's slip makes it.
public struct Mutant: Hashable, Sendable {
    /// The sort of slip.
    public enum Operator: String, Hashable, Sendable, CaseIterable {
        /// A call whose result nobody wants is gone.
        case droppedCall = "dropped call"
        /// A call whose result nobody wants is made twice.
        case doubledCall = "doubled call"
        /// A store to memory is gone.
        case droppedStore = "dropped store"
        /// Two statements change places.
        case swappedStatements = "swapped statements"
        /// A condition is the other way round.
        case negatedCondition = "negated condition"
        /// `<` is `<=`, `==` is `!=`, and so on.
        case otherComparison = "other comparison"
        /// `+ 1` or `- 1` is gone.
        case offByOne = "off by one"
        /// `+` is `-`, or the other way round.
        case otherSign = "other sign"
        /// A shift goes one bit further.
        case otherShift = "other shift"
        /// A mask, or the flag of a test, is one bit further: `& x` is `& (x << 1)`.
        case otherMask = "other mask"
        /// An unmap returns 0.
        case returnedZero = "returned zero"
    }

    /// The sort of slip.
    public let `operator`: Operator

    /// The file.
    public let path: String

    /// The function in it.
    public let function: String

    /// The 1-based line where the change begins.
    public let line: Int

    /// What stood there; blanks are joined.
    public let before: String

    /// What stands there now; blanks are joined.
    public let after: String

    /// The bytes that are replaced, and by what.
    let span: Range<Int>
    let replacement: String

    /// Every mutant of a source which changes one of the lines, in the order of the source.
    static func all(of bytes: [UInt8], path: String, lines: Set<Int>) -> [Mutant] {
        var maker = MutantMaker(bytes: bytes, path: path, lines: lines)
        let tokens = CToken.all(in: bytes)
        for definition in CFunctions(bytes).definitions {
            maker.add(CFunction(definition, among: tokens))
        }
        return maker.mutants
    }

    /// The source with the change.
    func applied(to bytes: [UInt8]) -> [UInt8] {
        Array(bytes[..<span.lowerBound]) + Array(replacement.utf8)
            + Array(bytes[span.upperBound...])
    }
}
