// SPDX-License-Identifier: GPL-2.0-only

// What the kernel prints, its warnings about itself, and its end: include/linux/printk.h,
// include/linux/dev_printk.h, include/asm-generic/bug.h.

extension HostFunctions {
    static let messages: [String: HostFunction] = {
        var table: [(String, HostFunction)] = []
        table += aliases(["_printk", "printk"], print("int (const char *, ...)", format: 0))
        table += aliases(
            [
                "_dev_emerg", "_dev_alert", "_dev_crit", "_dev_err", "_dev_warn", "_dev_notice",
                "_dev_info", "__dynamic_dev_dbg",
            ],
            print("void (const struct device *, const char *, ...)", format: 1))
        table += [
            (
                "_dev_printk",
                print("void (const char *, const struct device *, const char *, ...)", format: 2)
            ),
            ("dev_err_probe", printAndReturnError),
            ("warn_slowpath_fmt", warnWithPlace),
            ("__warn_printk", print("void (const char *, ...)", format: 0)),
            (
                "panic",
                HostFunction("void (const char *, ...)") { call throws(RunStop) in
                    throw call.defect(.crash(.panic(try call.message(format: 0))))
                }
            ),
            ("___ratelimit", HostFunction("int (struct ratelimit_state *, ...)", returning: 1)),
            ("dump_stack", HostFunction("void (void)", returning: 0)),
            ("add_taint", HostFunction("void (unsigned int, enum lockdep_ok)", returning: 0)),
            ("refcount_warn_saturate", warnAboutCount),
        ]
        table += aliases(
            ["__fortify_panic", "fortify_panic", "__stack_chk_fail", "usercopy_abort"],
            HostFunction("void (...)") { call throws(RunStop) in
                throw call.defect(.crash(.panic("\(call.function)()")))
            })
        return Dictionary(uniqueKeysWithValues: table)
    }()

    private static func print(_ signature: String, format index: Int) -> HostFunction {
        HostFunction(signature) { call throws(RunStop) in
            try call.record(try call.message(format: index))
            if try call.isError(format: index) {
                try call.guest.log.find(
                    .complaint(try call.format(index)), stack: call.guest.driverStack)
            }
            return 0
        }
    }

    private static let printAndReturnError = HostFunction(
        "int (const struct device *, int error, const char *, ...)"
    ) { call throws(RunStop) in
        try call.record(try call.message(format: 2))
        return try call.argument(1)
    }

    private static let warnWithPlace = HostFunction(
        "void (const char *file, int line, unsigned taint, const char *format, ...)"
    ) { call throws(RunStop) in
        let file = String(
            decoding: try call.cString(at: try call.argument(0), limit: 4096),
            as: UTF8.self)
        let line = Int(truncatingIfNeeded: try call.argument(1) & 0x7fff_ffff)
        let message = try call.argument(3) == 0 ? "" : try call.message(format: 3)
        try call.guest.log.find(
            .warning(file: file, line: line, message: message), stack: call.guest.driverStack)
        return 0
    }

    private static let warnAboutCount = HostFunction(
        "void (refcount_t *, enum refcount_saturation_type)"
    ) { call throws(RunStop) in
        try call.guest.log.find(
            .warning(
                file: "lib/refcount.c", line: 0,
                message: "refcount_t: saturated, type \(try call.argument(1))"),
            stack: call.guest.driverStack)
        return 0
    }
}

extension HostCall {
    /// The message of a format at an argument, without its level and its newline.
    fileprivate func message(format index: Int) throws(RunStop) -> String {
        var format = MessageFormat(call: self, byteLimit: guest.limits.messageBytes)
        var text = try format.text(
            format: try argument(index), firstArgument: index + 1)[...]
        // KERN_SOH and a level.
        while text.first == 1 {
            text = text.dropFirst(2)
        }
        while text.last == UInt8(ascii: "\n") {
            text = text.dropLast()
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The format itself, without its level and its newline: what it names differs from build to
    /// build.
    fileprivate func format(_ index: Int) throws(RunStop) -> String {
        var bytes = try cString(
            at: try argument(index), limit: guest.limits.messageBytes)[...]
        if bytes.first == 1 { bytes = bytes.dropFirst(2) }
        if bytes.last == UInt8(ascii: "\n") { bytes = bytes.dropLast() }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Whether a message is of level 3, `KERN_ERR`, or worse.
    fileprivate func isError(format index: Int) throws(RunStop) -> Bool {
        guard function.hasSuffix("printk") else {
            return ["_dev_emerg", "_dev_alert", "_dev_crit", "_dev_err"].contains(function)
        }
        let start = try argument(index == 2 ? 0 : index)
        let bytes = try cString(at: start, limit: guest.limits.messageBytes)
        return bytes.count > 1 && bytes[0] == 1 && (48...51).contains(bytes[1])
    }

    fileprivate func record(_ message: String) throws(RunStop) {
        guest.log.record(.message(message), stack: guest.driverStack)
    }
}
