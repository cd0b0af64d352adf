// SPDX-License-Identifier: GPL-2.0-only

import Foundation
import Testing

@testable import KernelBuild

struct MessageFormatTests {
    @Test(arguments: [
        ("unit: /tree/a.c \\\n  /tree/b.h\n", ["/tree/a.c", "/tree/b.h"]),
        ("unit: /tree/a\\ b.c /tree/a.c /tree/a.c\n", ["/tree/a b.c", "/tree/a.c"]),
        ("unit: /tree/$$x\\#y\n", ["/tree/$x#y"]),
        ("unit:\n", []), ("unit", []), ("", []), ("unit: a\\", ["a"]),
    ])
    func `a list of files is read as make would`(text: String, paths: [String]) {
        #expect(DependencyFile.paths(Array(text.utf8)) == paths)
    }

    @Test(arguments: [
        ("/tree/include/linux/../asm/./a.h", "/tree/include/asm/a.h"), ("//tree//a", "/tree/a"),
        ("/../a", nil), ("/tree/../../a", nil), ("a", "/a"),
    ])
    func `paths lose what means nothing`(path: String, normalized: String?) {
        #expect(DependencyFile.normalized(path) == normalized)
    }

    @Test(arguments: [
        ("  tail call void asm sideeffect \"nop\", \"\"()", Refusal.inlineAssembly),
        ("module asm \".incbin \\22/x\\22\"", .inlineAssembly),
        ("  callbr void asm \"\", \"\"() to label %1 []", .inlineAssembly),
        ("!llvm.linker.options = !{!0}", .linkerInstruction),
        ("@a = constant i8 0, section \".debug_info\"", .reservedSection),
        ("@\"a b\" = global i32 0", .symbolName),
        ("@\"\\01\" = global i32 0", .symbolName),
    ])
    func `IR that must not become an object is found`(line: String, refusal: Refusal) {
        #expect(IRInspection.finding(in: Array("define\n\(line)\n".utf8))?.refusal == refusal)
    }

    @Test(arguments: [
        "@asm = global i32 0", "%asm = type { i32 }", "; asm", "!1 = !{!\"asm\"}",
        "@s = constant [4 x i8] c\"asm\\00\", section \".rodata.str\"",
        "@\"\\01a$b\" = global i32 0",
        "source_filename = \"asm \"", "%x.asm = load i32, ptr @asm.1", "\"unterminated asm",
    ])
    func `IR that only looks like it passes`(line: String) {
        #expect(IRInspection.finding(in: Array("\(line)\n".utf8)) == nil)
    }

    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
    ])
    func `digests are those of the standard's examples`(text: String, digest: String) {
        #expect(ContentDigest.hexadecimal(of: Array(text.utf8)) == digest)
        var split = ContentDigest()
        for byte in text.utf8 { split.update([byte]) }
        #expect(split.finished() == digest)
    }

    @Test func `an overlay quotes whatever a path holds`() {
        var overlay = VirtualOverlay()
        overlay.add(file: "/tree/a\"b\\c\nd", at: "/x")
        #expect(overlay.text.contains("\"name\": \"/tree/a\\\"b\\\\c\\x0ad\""))
        #expect(overlay.text.contains("\"redirecting-with\": \"redirect-only\""))
    }

    @Test(arguments: [
        (["drivers/iommu/mtk_iommu.c", "lib/a.c"], nil, ["drivers/iommu", "include", "lib"]),
        (
            ["drivers/iommu/amd/iommu.c"], "x86",
            ["arch/x86/include", "drivers/iommu", "include", "lib"]
        ),
        (
            ["drivers/other/deep/er.c", "include/odd/a.c", "top.c"], nil,
            ["drivers/iommu", "drivers/other", "include", "lib"]
        ),
    ])
    func `the compiler sees the folders of its units`(
        units: [String], architecture: String?, folders: [String]
    ) {
        #expect(VisibleFolders.of(units: units, architecture: architecture) == folders)
    }

    @Test(.enabled(if: TestTree.hasClang, TestTree.skipped))
    func `messages that were cut or changed neither trap nor hang`() async throws {
        let test = try TestTree()
        let builder = try await test.builder()
        let source =
            "int *f(int *);\nint *g(int *a) { return f(&a); }\nint h(void) { return lost; }\n"
        try TestTree.write(source, to: "\(test.folder)/a.c")
        _ = try await ToolRunner(limits: BuildLimits()).run(
            builder.toolchain.clang,
            [
                "--no-default-config", "-fsyntax-only", "-Werror=incompatible-pointer-types",
                "--serialize-diagnostics", "\(test.folder)/a.dia", "\(test.folder)/a.c",
            ], folder: test.folder)
        let bytes = try #require(StorageFile.bytes("\(test.folder)/a.dia"))
        func read(_ bytes: [UInt8]) -> [CompilerMessage]? {
            try? SerializedDiagnostics.messages(of: bytes, limit: 64) { (.elsewhere, $0) }
        }
        let whole = try #require(read(bytes))
        #expect(whole.map(\.severity) == [.error, .error])
        #expect(whole.first?.fixIts.map(\.replacement) == [""])
        #expect(whole.first?.notes.map(\.text) == ["passing argument to parameter here"])
        for end in 0..<bytes.count { _ = read(Array(bytes[..<end])) }
        for index in 0..<bytes.count {
            for mask in [UInt8(0x01), 0x80, 0xff] {
                var changed = bytes
                changed[index] ^= mask
                _ = read(changed)
            }
        }
    }
}
