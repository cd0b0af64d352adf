// SPDX-License-Identifier: GPL-2.0-only

/// Makes the text of a kernel format, `Documentation/core-api/printk-formats.rst`.
///
/// Integers, characters and strings are done as the kernel does them; `%pV` is followed, and every
/// other pointer is shown as its address.
struct MessageFormat {
    let call: HostCall
    let byteLimit: Int

    private var text: [UInt8] = []

    /// `%pV` in `%pV` is no use to anybody.
    private static let nestingLimit = 2

    init(call: HostCall, byteLimit: Int) {
        self.call = call
        self.byteLimit = byteLimit
    }

    /// Where the values of a format come from.
    private enum Values {
        case arguments(next: Int)
        /// A `va_list`, which is the address of the next value.
        case list(address: UInt64)
    }

    /// One conversion, as `%-08lx`.
    private struct Conversion {
        var isLeft = false
        var isZeroPadded = false
        var hasPrefix = false
        var sign: UInt8?
        var width = 0
        var precision: Int?
        var byteCount = 4
    }

    mutating func text(format: UInt64, firstArgument: Int) throws(RunStop) -> [UInt8] {
        var values = Values.arguments(next: firstArgument)
        try expand(try call.cString(at: format, limit: byteLimit), &values, nesting: 0)
        call.guest.spend(HostWork.singleBytes(UInt64(text.count)))
        return Array(text.prefix(byteLimit))
    }

    private mutating func expand(
        _ format: [UInt8], _ values: inout Values, nesting: Int
    ) throws(RunStop) {
        var index = 0
        while index < format.count, text.count < byteLimit {
            let byte = format[index]
            index += 1
            guard byte == UInt8(ascii: "%") else {
                text.append(byte)
                continue
            }
            var conversion = Conversion()
            try readModifiers(format, &index, &conversion, &values)
            guard index < format.count else { return }
            let kind = format[index]
            index += 1
            try append(kind, conversion, format, &index, &values, nesting)
        }
    }

    private func readModifiers(
        _ format: [UInt8], _ index: inout Int, _ conversion: inout Conversion,
        _ values: inout Values
    ) throws(RunStop) {
        flags: while index < format.count {
            switch format[index] {
            case UInt8(ascii: "-"): conversion.isLeft = true
            case UInt8(ascii: "0"): conversion.isZeroPadded = true
            case UInt8(ascii: "#"): conversion.hasPrefix = true
            case UInt8(ascii: "+"), UInt8(ascii: " "): conversion.sign = format[index]
            default: break flags
            }
            index += 1
        }
        if let width = try readNumber(format, &index, &values) {
            conversion.isLeft = conversion.isLeft || width < 0
            conversion.width = min(abs(width), byteLimit)
        }
        if index < format.count, format[index] == UInt8(ascii: ".") {
            index += 1
            let precision = try readNumber(format, &index, &values) ?? 0
            conversion.precision = precision < 0 ? nil : min(precision, byteLimit)
        }
        lengths: while index < format.count {
            switch format[index] {
            case UInt8(ascii: "h"): conversion.byteCount = conversion.byteCount == 2 ? 1 : 2
            case UInt8(ascii: "l"), UInt8(ascii: "z"), UInt8(ascii: "t"), UInt8(ascii: "j"),
                UInt8(ascii: "L"), UInt8(ascii: "Z"):
                conversion.byteCount = 8
            default: break lengths
            }
            index += 1
        }
    }

    /// Digits, or `*` for the next value.
    private func readNumber(
        _ format: [UInt8], _ index: inout Int, _ values: inout Values
    ) throws(RunStop) -> Int? {
        if index < format.count, format[index] == UInt8(ascii: "*") {
            index += 1
            return Int(Int32(truncatingIfNeeded: try next(&values)))
        }
        var number: Int?
        while index < format.count, case UInt8(ascii: "0")...UInt8(ascii: "9") = format[index] {
            number = min((number ?? 0) * 10 + Int(format[index] - UInt8(ascii: "0")), 1 << 20)
            index += 1
        }
        return number
    }

    private func next(_ values: inout Values) throws(RunStop) -> UInt64 {
        switch values {
        case .arguments(let index):
            values = .arguments(next: index + 1)
            return try call.argument(index)
        case .list(let address):
            values = .list(address: address &+ 8)
            return try call.load(address, byteCount: 8)
        }
    }

    private mutating func append(
        _ kind: UInt8, _ conversion: Conversion, _ format: [UInt8], _ index: inout Int,
        _ values: inout Values, _ nesting: Int
    ) throws(RunStop) {
        switch kind {
        case UInt8(ascii: "%"):
            text.append(kind)
        case UInt8(ascii: "c"):
            pad([UInt8(truncatingIfNeeded: try next(&values))], conversion)
        case UInt8(ascii: "s"):
            let limit = min(conversion.precision ?? byteLimit, byteLimit)
            let address = try next(&values)
            let string =
                address < GuestLayout.nullPageEnd
                ? Array("(null)".utf8) : try call.cString(at: address, limit: limit)
            pad(string, conversion)
        case UInt8(ascii: "d"), UInt8(ascii: "i"):
            appendSigned(try next(&values), conversion)
        case UInt8(ascii: "u"):
            appendNumber(try next(&values), radix: 10, conversion)
        case UInt8(ascii: "o"):
            appendNumber(try next(&values), radix: 8, conversion)
        case UInt8(ascii: "x"), UInt8(ascii: "X"):
            appendNumber(
                try next(&values), radix: 16, isUppercase: kind == UInt8(ascii: "X"), conversion)
        case UInt8(ascii: "p"):
            try appendPointer(format, &index, &values, nesting)
        default:
            text += [UInt8(ascii: "%"), kind]
        }
    }

    private mutating func appendPointer(
        _ format: [UInt8], _ index: inout Int, _ values: inout Values, _ nesting: Int
    ) throws(RunStop) {
        let isFormat = index < format.count && format[index] == UInt8(ascii: "V")
        // What a pointer points to is said by letters behind the p: `%pOF`, `%pa`.
        while index < format.count, case UInt8(ascii: "A")...UInt8(ascii: "z") = format[index] {
            index += 1
        }
        let address = try next(&values)
        guard isFormat, nesting < Self.nestingLimit else {
            text += Array("0x\(String(address, radix: 16))".utf8)
            return
        }
        // struct va_format: the format, and the address of a va_list.
        let inner = try call.load(address, byteCount: 8)
        let list = try call.load(try call.load(address &+ 8, byteCount: 8), byteCount: 8)
        var innerValues = Values.list(address: list)
        try expand(
            try call.cString(at: inner, limit: byteLimit), &innerValues, nesting: nesting + 1)
    }

    private mutating func appendSigned(_ value: UInt64, _ conversion: Conversion) {
        let number: Int64 =
            switch conversion.byteCount {
            case 1: Int64(Int8(truncatingIfNeeded: value))
            case 2: Int64(Int16(truncatingIfNeeded: value))
            case 4: Int64(Int32(truncatingIfNeeded: value))
            default: Int64(bitPattern: value)
            }
        let sign: [UInt8] = number < 0 ? [UInt8(ascii: "-")] : conversion.sign.map { [$0] } ?? []
        appendDigits(String(number.magnitude), prefix: sign, conversion)
    }

    private mutating func appendNumber(
        _ value: UInt64, radix: Int, isUppercase: Bool = false, _ conversion: Conversion
    ) {
        let number =
            conversion.byteCount == 8
            ? value : value & ((1 << UInt64(8 * conversion.byteCount)) - 1)
        let prefix = conversion.hasPrefix && radix == 16 ? Array("0x".utf8) : []
        appendDigits(
            String(number, radix: radix, uppercase: isUppercase), prefix: prefix, conversion)
    }

    private mutating func appendDigits(
        _ digits: String, prefix: [UInt8], _ conversion: Conversion
    ) {
        var width = conversion.precision ?? 0
        if conversion.isZeroPadded, !conversion.isLeft, conversion.precision == nil {
            width = conversion.width - prefix.count
        }
        let zeros = [UInt8](
            repeating: UInt8(ascii: "0"), count: max(0, width - digits.utf8.count))
        pad(prefix + zeros + digits.utf8, conversion)
    }

    private mutating func pad(_ field: [UInt8], _ conversion: Conversion) {
        let blanks = [UInt8](
            repeating: UInt8(ascii: " "), count: max(0, conversion.width - field.count))
        text += conversion.isLeft ? field + blanks : blanks + field
    }
}
