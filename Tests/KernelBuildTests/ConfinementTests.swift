// SPDX-License-Identifier: GPL-2.0-only

import Foundation
import HunkMatching
import Testing
import UnifiedDiffs

@testable import KernelBuild

@Suite(.enabled(if: TestTree.hasClang, TestTree.skipped))
struct ConfinementTests {
    @Test(arguments: [
        "/etc/passwd", "/tree/../etc/passwd", "../../../../../../../../etc/passwd",
        "/proc/self/environ", "/dev/stdin", "main.c", "overlay.yaml", "/bench/tiny.c",
        "/runtime/device.h", "/tree/Makefile",
    ])
    func `a file outside of the compiler's world does not exist`(path: String) async throws {
        let test = try TestTree(["Makefile": "all:\n"])
        let verdict = try await test.verdict(on: "#include \"\(path)\"\n")
        #expect(verdict.errors == ["'\(path)' file not found"])
        let embedded = try await test.verdict(
            on: "const char secret[] = {\n#embed \"\(path)\"\n};\n")
        #expect(embedded.errors == ["'\(path)' file not found"])
        let probe = """
            #if __has_include("\(path)") || __has_embed("\(path)")
            #error there is such a file
            #endif
            int nothing;
            """
        #expect(try await test.verdict(on: probe) == .compiled)
    }

    @Test(arguments: [
        "__asm__(\".incbin \\\"/etc/passwd\\\"\");",
        "void f(void) { __asm__ volatile (\"nop\"); }",
        "static inline void g(void) { __asm__(\"nop\"); } void f(void) { g(); }",
        "int f(void) { register long r __asm__(\"a0\"); __asm__(\"\" : \"=r\"(r)); return r; }",
        "int asm_name; void f(void) { __asm__ goto (\"\" : : : : out); out: asm_name = 1; }",
        "__attribute__((naked)) void f(void) { __asm__(\"ret\"); }",
    ])
    func `assembly is refused`(text: String) async throws {
        #expect(
            try await TestTree().verdict(on: text) == .refused(.inlineAssembly, detail: "asm"))
    }

    @Test func `assembly in a function that nobody calls is no assembly`() async throws {
        let text = """
            static inline void g(void) { __asm__("nop"); }
            const char asm_text[] = "call void asm sideeffect";
            int asm1(void) { return 0; }
            """
        #expect(try await TestTree().verdict(on: text) == .compiled)
    }

    @Test(arguments: [
        (
            "#pragma comment(lib, \"/etc/passwd\")\nint f;",
            Refusal.linkerInstruction, "!llvm.dependent-libraries"
        ),
        (
            "const char a[] __attribute__((section(\".gnu_debuglink\"))) = \"/tmp/x\";",
            .reservedSection, ".gnu_debuglink"
        ),
        (
            "const char a[] __attribute__((section(\".debug_line\"))) = \"\";",
            .reservedSection, ".debug_line"
        ),
        ("int a __asm__(\"two words\") = 1;", .symbolName, "two words"),
        ("int a __asm__(\"two\\nlines\") = 1;", .symbolName, "two\\0Alines"),
        ("extern int a __asm__(\"a=b\"); int f(void) { return a; }", .symbolName, "a=b"),
    ])
    func `what would mislead later programs is refused`(
        text: String, refusal: Refusal, detail: String
    ) async throws {
        #expect(
            try await TestTree().verdict(on: text) == .refused(refusal, detail: detail))
    }

    @Test(arguments: [
        "#include \"hostile.c\"\n",
        "#define A A\n#pragma push_macro(\"A\")\n#include __FILE__\n",
        "int f(void) { __asm { nop } }",
        "#pragma clang module import secret\nint x = ;",
        "#line 1 \"/etc/passwd\"\nint x = ;",
        "#import <../../../etc/passwd>\n",
    ])
    func `what the compiler itself stops at is an error`(text: String) async throws {
        let verdict = try await TestTree().verdict(on: text)
        #expect(!verdict.errors.isEmpty, "\(verdict)")
        #expect(!"\(verdict)".contains("root:"))
    }

    @Test func `a crash of the compiler is told apart from an error`() async throws {
        let verdict = try await TestTree().verdict(on: "#pragma clang __debug crash\n")
        guard case .compilerBroke = verdict else {
            Issue.record("\(verdict)")
            return
        }
    }

    @Test func `time is cut off`() async throws {
        var limits = BuildLimits()
        limits.processorSeconds = 1
        // Macros that double, 2^28 of them.
        var text = "#define A0 x\n"
        for level in 1...28 { text += "#define A\(level) A\(level - 1) A\(level - 1)\n" }
        let verdict = try await TestTree().verdict(on: text + "A28\n", limits: limits)
        #expect(verdict == .cutOff(.processorTime))
    }

    @Test func `memory is cut off`() async throws {
        var limits = BuildLimits()
        limits.addressSpaceBytes = 700 << 20
        var text = "#define A0 1+\n"
        for level in 1...26 { text += "#define A\(level) A\(level - 1) A\(level - 1)\n" }
        let verdict = try await TestTree().verdict(on: text + "int x = A26 1;\n", limits: limits)
        #expect(verdict == .cutOff(.memory))
    }

    @Test func `output is cut off`() async throws {
        var limits = BuildLimits()
        limits.outputFileBytes = 1 << 20
        let verdict = try await TestTree().verdict(
            on: "char a[1 << 24] = { 1 };\n", limits: limits)
        #expect(verdict == .cutOff(.output))
    }

    @Test func `a program that waits is cut off`() async throws {
        var limits = BuildLimits()
        limits.wallSeconds = 1
        let run = try await ToolRunner(limits: limits).run("/bin/sleep", ["30"], folder: "/")
        #expect(run.cutOff == .wallTime)
    }

    @Test func `a program of many gigabytes is refused`() async throws {
        let test = try TestTree()
        let outcome = try await test.builder().build(
            test.bench(),
            on: test.snapshot([
                "drivers/iommu/tiny.c": "char a[1UL << 31]; int tiny(int v) { return a[v]; }"
            ]))
        guard case .refused(.imageSize, _, _) = outcome else {
            Issue.record("\(outcome)")
            return
        }
    }

    @Test func `too many undefined symbols are refused`() async throws {
        var limits = BuildLimits()
        limits.hostSymbols = 2
        let test = try TestTree()
        let outcome = try await test.builder(limits: limits).build(
            test.bench(),
            on: test.snapshot([
                "drivers/iommu/tiny.c":
                    "int a(void), b(void), c(void); int tiny(int v) { return a() + b() + c(); }"
            ]))
        guard case .refused(.hostSymbols, let detail, _) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(detail == "3")
    }

    @Test func `programs get nothing of the environment`() async throws {
        let test = try TestTree()
        let run = try await ToolRunner(limits: BuildLimits()).run(
            "/usr/bin/env", [], folder: test.folder)
        let names = Set(
            String(decoding: run.output, as: UTF8.self).split(separator: "\n").compactMap {
                $0.split(separator: "=").first.map(String.init)
            })
        // The shell that sets the limits may add its own.
        #expect(names.isSubset(of: ["HOME", "TMPDIR", "LC_ALL", "PWD", "OLDPWD", "SHLVL", "_"]))
        #expect(names.isSuperset(of: ["HOME", "TMPDIR"]))
    }

    @Test func `symbolic links of the tree are not followed`() async throws {
        let test = try TestTree()
        let outside = "\(test.folder)/outside"
        try TestTree.write("int secret;\n", to: "\(outside)/secret.h")
        for (link, target) in [
            ("include/link", outside), ("include/direct.h", "\(outside)/secret.h"),
            ("include/inside.h", "linux/numbers.h"),
        ] {
            try FileManager.default.createSymbolicLink(
                atPath: "\(test.folder)/tree/\(link)", withDestinationPath: target)
        }
        for name in ["link/secret.h", "direct.h", "inside.h"] {
            let verdict = try await test.verdict(on: "#include <\(name)>\n")
            #expect(verdict.errors == ["'\(name)' file not found"])
        }
    }

    @Test func `a file that the patch removed is gone`() async throws {
        let test = try TestTree()
        let reports = try await test.builder().check(
            units: ["lib/helper.c"], on: try test.snapshot(["include/linux/numbers.h": nil]))
        #expect(reports.first?.verdict.errors == ["'linux/numbers.h' file not found"])
    }

    @Test func `generic headers are patched under both of their names`() async throws {
        let test = try TestTree(["include/asm-generic/odd.h": "#define ODD 1\n"])
        let unit = "#include <asm/odd.h>\n#if ODD != 3\n#error old\n#endif\nint x;\n"
        let path = "lib/odd.c"
        let old = try await test.builder().check(units: [path], on: test.snapshot([path: unit]))
        #expect(old.first?.verdict.errors == ["old"])
        let new = try await test.builder().check(
            units: [path],
            on: test.snapshot([path: unit, "include/asm-generic/odd.h": "#define ODD 3\n"]))
        #expect(new.first?.verdict == .compiled)
    }

    @Test func `the tree's folder is left as it was`() async throws {
        let test = try TestTree()
        let paths = try test.tree.paths(under: nil)
        let id = try test.tree.identity()
        _ = try await test.program(
            by: test.builder(), ["lib/helper.c": "int helped(int v) { return v; }"])
        #expect(try test.tree.paths(under: nil) == paths)
        #expect(try test.tree.identity() == id)
    }
}
