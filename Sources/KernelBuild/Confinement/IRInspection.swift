// SPDX-License-Identifier: GPL-2.0-only

/// Looks through LLVM IR for what must not become an object: assembly (which can read files by
/// `.incbin`), instructions to the linker, and names or sections that later programs would take
/// for something else.
///
/// The text is LLVM's own printing ("LLVM Language Reference Manual"): in it a quoted string holds
/// no quote (it is written `\22`), and `asm` outside of strings and comments is always the keyword.
struct IRInspection {
    /// Why a unit may not become an object.
    struct Finding: Hashable {
        let refusal: Refusal
        /// What was found, for example a section's name.
        let detail: String
    }

    private static let linkerMetadata = [
        "!llvm.dependent-libraries", "!llvm.linker.options",
    ]

    /// Sections which debuggers and linkers read by name. A unit of the kernel has no business
    /// in them; one of them can send the symboliser to another file.
    private static let reservedSections = [
        ".debug", ".zdebug", ".gnu_debug", ".llvm", ".deplibs", ".linker-options", ".symtab",
        ".strtab", ".shstrtab", ".rela", ".note.gnu", ".gnu.warning",
    ]

    /// The first reason to refuse the IR; nil when there is none.
    static func finding(in ir: [UInt8]) -> Finding? {
        var index = 0
        var word = 0..<0
        while index < ir.count {
            switch ir[index] {
            case UInt8(ascii: ";"):
                index = ir[index...].firstIndex(of: UInt8(ascii: "\n")) ?? ir.count
            case UInt8(ascii: "\""):
                let end = ir[(index + 1)...].firstIndex(of: UInt8(ascii: "\"")) ?? ir.count
                let sigil = index > 0 ? ir[index - 1] : 0
                if let found = check(ir[(index + 1)..<end], after: ir[word], sigil: sigil) {
                    return found
                }
                index = end + 1
            case let byte where isWordByte(byte):
                let end = ir[index...].firstIndex { !isWordByte($0) } ?? ir.count
                word = index..<end
                if let found = check(word: ir[word]) { return found }
                index = end
            default:
                index += 1
            }
        }
        return nil
    }

    /// Bytes of a keyword, a number or a plain name with its sigil.
    private static func isWordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."),
            UInt8(ascii: "-"), UInt8(ascii: "$"), UInt8(ascii: "@"), UInt8(ascii: "%"),
            UInt8(ascii: "!"):
            true
        default: false
        }
    }

    private static func check(word: ArraySlice<UInt8>) -> Finding? {
        if word.elementsEqual("asm".utf8) {
            return Finding(refusal: .inlineAssembly, detail: "asm")
        }
        guard word.first == UInt8(ascii: "!"), word.count > 8 else { return nil }
        let text = String(decoding: word, as: UTF8.self)
        return linkerMetadata.contains(text)
            ? Finding(refusal: .linkerInstruction, detail: text) : nil
    }

    private static func check(
        _ string: ArraySlice<UInt8>, after word: ArraySlice<UInt8>, sigil: UInt8
    ) -> Finding? {
        if sigil == UInt8(ascii: "@") {
            return isPlainSymbol(string)
                ? nil : Finding(refusal: .symbolName, detail: text(string))
        }
        guard word.elementsEqual("section".utf8) else { return nil }
        let name = text(string)
        let isReserved = reservedSections.contains { name.hasPrefix($0) }
        return isReserved ? Finding(refusal: .reservedSection, detail: name) : nil
    }

    /// Graphic ASCII, after the `\01` which marks a name given by `__asm__("name")`.
    private static func isPlainSymbol(_ name: ArraySlice<UInt8>) -> Bool {
        let marked = name.starts(with: Array("\\01".utf8))
        let rest = marked ? name.dropFirst(3) : name
        return !rest.isEmpty
            && rest.allSatisfy { byte in
                byte > 0x20 && byte < 0x7f && byte != UInt8(ascii: "\\")
                    && byte != UInt8(ascii: "=") && byte != UInt8(ascii: ",")
            }
    }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes.prefix(100), as: UTF8.self)
    }
}
