// SPDX-License-Identifier: GPL-2.0-only

// RISC-V unprivileged ISA, chapter M, "Extension for Integer Multiplication and Division". Nothing
// traps: x / 0 is all ones and x % 0 is x; the most negative number divided by -1 is itself, with
// remainder 0.

extension Instruction {
    /// OP with funct7 1.
    static func multiplication(_ fields: InstructionFields) -> Instruction {
        let operation: Operation =
            switch fields.funct3 {
            case 0: .mul
            case 1: .mulh
            case 2: .mulhsu
            case 3: .mulhu
            case 4: .div
            case 5: .divu
            case 6: .rem
            default: .remu
            }
        return fields.instruction(operation)
    }

    /// OP-32 with funct7 1.
    static func wordMultiplication(_ fields: InstructionFields) -> Instruction? {
        let operation: Operation? =
            switch fields.funct3 {
            case 0: .mulw
            case 4: .divw
            case 5: .divuw
            case 6: .remw
            case 7: .remuw
            default: nil
            }
        return operation.map { fields.instruction($0) }
    }
}

/// What the M extension's instructions give.
enum Multiplication {
    /// The upper half of signed by signed.
    @inline(__always)
    static func high(_ left: UInt64, _ right: UInt64) -> UInt64 {
        let product = Int64(bitPattern: left).multipliedFullWidth(by: Int64(bitPattern: right))
        return UInt64(bitPattern: product.high)
    }

    /// The upper half of unsigned by unsigned.
    @inline(__always)
    static func highUnsigned(_ left: UInt64, _ right: UInt64) -> UInt64 {
        left.multipliedFullWidth(by: right).high
    }

    /// The upper half of signed `left` by unsigned `right`.
    @inline(__always)
    static func highSignedUnsigned(_ left: UInt64, _ right: UInt64) -> UInt64 {
        let high = left.multipliedFullWidth(by: right).high
        return Int64(bitPattern: left) < 0 ? high &- right : high
    }

    @inline(__always)
    static func quotient(_ left: UInt64, _ right: UInt64) -> UInt64 {
        if right == 0 { return .max }
        let divided = Int64(bitPattern: left).dividedReportingOverflow(
            by: Int64(bitPattern: right))
        return UInt64(bitPattern: divided.partialValue)
    }

    @inline(__always)
    static func quotientUnsigned(_ left: UInt64, _ right: UInt64) -> UInt64 {
        right == 0 ? .max : left / right
    }

    @inline(__always)
    static func remainder(_ left: UInt64, _ right: UInt64) -> UInt64 {
        if right == 0 { return left }
        let divided = Int64(bitPattern: left).remainderReportingOverflow(
            dividingBy: Int64(bitPattern: right))
        return UInt64(bitPattern: divided.partialValue)
    }

    @inline(__always)
    static func remainderUnsigned(_ left: UInt64, _ right: UInt64) -> UInt64 {
        right == 0 ? left : left % right
    }

    @inline(__always)
    static func wordProduct(_ left: UInt64, _ right: UInt64) -> UInt64 {
        WordComputation.extend(WordComputation.word(left &* right))
    }

    @inline(__always)
    static func wordQuotient(_ left: UInt64, _ right: UInt64) -> UInt64 {
        let divisor = WordComputation.word(right)
        if divisor == 0 { return .max }
        let divided = WordComputation.word(left).dividedReportingOverflow(by: divisor)
        return WordComputation.extend(divided.partialValue)
    }

    @inline(__always)
    static func wordQuotientUnsigned(_ left: UInt64, _ right: UInt64) -> UInt64 {
        let divisor = UInt32(truncatingIfNeeded: right)
        if divisor == 0 { return .max }
        let quotient = UInt32(truncatingIfNeeded: left) / divisor
        return WordComputation.extend(Int32(bitPattern: quotient))
    }

    @inline(__always)
    static func wordRemainder(_ left: UInt64, _ right: UInt64) -> UInt64 {
        let dividend = WordComputation.word(left)
        let divisor = WordComputation.word(right)
        if divisor == 0 { return WordComputation.extend(dividend) }
        let divided = dividend.remainderReportingOverflow(dividingBy: divisor)
        return WordComputation.extend(divided.partialValue)
    }

    @inline(__always)
    static func wordRemainderUnsigned(_ left: UInt64, _ right: UInt64) -> UInt64 {
        let dividend = UInt32(truncatingIfNeeded: left)
        let divisor = UInt32(truncatingIfNeeded: right)
        let remainder = divisor == 0 ? dividend : dividend % divisor
        return WordComputation.extend(Int32(bitPattern: remainder))
    }
}
