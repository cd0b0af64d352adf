// SPDX-License-Identifier: GPL-2.0-only

internal import GitObjects
internal import UnifiedDiffs

/// The lines above the hunks of a file, as git writes them.
struct RewrittenHeader {
    let outcome: FileOutcome
    let source: TreeFile?
    let target: TreeFile?

    func lines(hasHunks: Bool) -> [UInt8] {
        let new = outcome.path?.bytes ?? []
        let old = outcome.sourcePath?.bytes ?? new
        var lines = ["diff --git \(name("a/", old)) \(name("b/", new))"]
        let (oldMode, newMode) = (source?.kind.mode, target?.kind.mode)
        switch outcome.kind {
        case .create: lines.append("new file mode \(newMode ?? "100644")")
        case .delete: lines.append("deleted file mode \(oldMode ?? "100644")")
        case .rename: lines += ["rename from \(name("", old))", "rename to \(name("", new))"]
        case .copy: lines += ["copy from \(name("", old))", "copy to \(name("", new))"]
        case .modify, .modeChange: break
        }
        if let oldMode, let newMode, oldMode != newMode {
            lines.insert(contentsOf: ["old mode \(oldMode)", "new mode \(newMode)"], at: 1)
        }
        if hasHunks || source == nil || target == nil {
            let null = String(repeating: "0", count: 40)
            let mode = oldMode == newMode ? oldMode.map { " \($0)" } ?? "" : ""
            lines.append("index \(source?.id?.hex ?? null)..\(target?.id?.hex ?? null)\(mode)")
        }
        if hasHunks {
            lines.append("--- " + (source == nil ? "/dev/null" : fileName("a/", old)))
            lines.append("+++ " + (target == nil ? "/dev/null" : fileName("b/", new)))
        }
        return lines.flatMap { Array($0.utf8) + [0x0a] }
    }

    /// Git ends a name with a blank by a tab.
    private func fileName(_ prefix: String, _ path: [UInt8]) -> String {
        let name = name(prefix, path)
        return name.contains(" ") && !name.hasPrefix("\"") ? name + "\t" : name
    }

    /// The name, in C's quotes if git would quote it.
    private func name(_ prefix: String, _ path: [UInt8]) -> String {
        let isPlain = path.allSatisfy { $0 >= 0x20 && $0 < 0x7f && $0 != 0x22 && $0 != 0x5c }
        guard !isPlain else { return prefix + String(decoding: path, as: UTF8.self) }
        var text = "\"" + prefix
        for byte in path {
            switch byte {
            case 0x22, 0x5c: text += "\\" + String(UnicodeScalar(byte))
            case 0x20..<0x7f: text += String(UnicodeScalar(byte))
            default:
                let digits = String(byte, radix: 8)
                text += "\\" + String(repeating: "0", count: 3 - digits.count) + digits
            }
        }
        return text + "\""
    }
}

extension TreeEntry.Kind {
    /// The mode in six octal digits.
    fileprivate var mode: String {
        switch self {
        case .file: "100644"
        case .program: "100755"
        case .symbolicLink: "120000"
        case .submodule: "160000"
        case .folder: "040000"
        }
    }
}
