// SPDX-License-Identifier: GPL-2.0-only

// lib/string.c and lib/vsprintf.c: strings.

extension HostFunctions {
    /// Bytes of a string that is read; a kernel's strings are far shorter.
    private static let stringLimit = 1 << 16

    static let strings: [String: HostFunction] = [
        "strlen": HostFunction("size_t (const char *)") { call throws(RunStop) in
            UInt64(try call.cString(at: try call.argument(0), limit: stringLimit).count)
        },
        "strnlen": HostFunction("size_t (const char *, size_t)") { call throws(RunStop) in
            let limit = Int(clamping: try call.argument(1))
            return UInt64(
                try call.cString(at: try call.argument(0), limit: min(limit, stringLimit)).count)
        },
        "strcmp": HostFunction("int (const char *, const char *)") { call throws(RunStop) in
            difference(
                try call.cString(at: try call.argument(0), limit: stringLimit),
                try call.cString(at: try call.argument(1), limit: stringLimit))
        },
        "strncmp": HostFunction("int (const char *, const char *, size_t)") {
            call throws(RunStop) in
            let limit = min(Int(clamping: try call.argument(2)), stringLimit)
            return difference(
                try call.cString(at: try call.argument(0), limit: limit),
                try call.cString(at: try call.argument(1), limit: limit))
        },
        "sized_strscpy": copyString,
        "strscpy": copyString,
        "sprintf": HostFunction("int (char *, const char *, ...)") { call throws(RunStop) in
            let text = try call.format(1)
            try call.store(text + [0], at: try call.argument(0))
            return UInt64(text.count)
        },
        "snprintf": HostFunction("int (char *, size_t, const char *, ...)") {
            call throws(RunStop) in
            let text = try call.format(2)
            try call.storeCut(text, at: try call.argument(0), size: try call.argument(1))
            return UInt64(text.count)
        },
        "scnprintf": HostFunction("int (char *, size_t, const char *, ...)") {
            call throws(RunStop) in
            let text = try call.format(2)
            let size = try call.argument(1)
            try call.storeCut(text, at: try call.argument(0), size: size)
            return size == 0 ? 0 : min(UInt64(text.count), size - 1)
        },
        "kasprintf": HostFunction("char *(gfp_t, const char *, ...)") { call throws(RunStop) in
            try call.storeNew(try call.format(1))
        },
        "devm_kasprintf": HostFunction("char *(struct device *, gfp_t, const char *, ...)") {
            call throws(RunStop) in
            try call.storeNew(try call.format(2))
        },
        "kstrdup": HostFunction("char *(const char *, gfp_t)") { call throws(RunStop) in
            let string = try call.argument(0)
            guard string != 0 else { return 0 }
            return try call.storeNew(try call.cString(at: string, limit: stringLimit))
        },
    ]

    private static let copyString = HostFunction("ssize_t (char *, const char *, size_t)") {
        call throws(RunStop) in
        let size = try call.argument(2)
        let tooLong = UInt64(bitPattern: -7)
        guard size > 0 else { return tooLong }
        let text = try call.cString(
            at: try call.argument(1), limit: min(Int(clamping: size), stringLimit))
        try call.storeCut(text, at: try call.argument(0), size: size)
        return UInt64(text.count) < size ? UInt64(text.count) : tooLong
    }
}

extension HostCall {
    /// The text of a format at an argument, with the arguments behind it.
    fileprivate func format(_ index: Int) throws(RunStop) -> [UInt8] {
        var text = MessageFormat(call: self, byteLimit: guest.limits.messageBytes)
        return try text.text(format: try argument(index), firstArgument: index + 1)
    }

    /// Stores as much as fits into `size` bytes with a NUL behind it.
    fileprivate func storeCut(_ text: [UInt8], at address: UInt64, size: UInt64) throws(RunStop) {
        guard size > 0 else { return }
        try store(text.prefix(Int(clamping: size - 1)) + [0], at: address)
    }

    fileprivate func storeNew(_ text: [UInt8]) throws(RunStop) -> UInt64 {
        let address = try kmalloc(UInt64(text.count) + 1, flags: 0)
        guard address != 0 else { return 0 }
        try store(text + [0], at: address)
        return address
    }
}
