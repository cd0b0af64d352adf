// SPDX-License-Identifier: GPL-2.0-only

import Foundation

extension HostilePatch {
    static let secretFolder =
        FileManager.default.temporaryDirectory.resolvingSymlinksInPath().path
        + "/reviews-tests-secret-\(ProcessInfo.processInfo.processIdentifier)"
    static let secret = "\(secretFolder)/key.h"

    static let all = reading + assembly + exhausting + escaping + paths + cheating

    // MARK: Reading what is not the patch's

    private static let reading: [HostilePatch] = [
        HostilePatch(
            "includes a file by its absolute path", top: "#include \"\(secret)\"",
            .unbuilt("file not found")),
        HostilePatch(
            "includes a file above the tree", top: "#include \"../../../key.h\"",
            .unbuilt("file not found")),
        HostilePatch(
            "embeds a file", top: "static const char key[] = {\n#embed \"\(secret)\"\n};",
            .unbuilt("file not found")),
        HostilePatch(
            "asks whether a file exists",
            top: "#if __has_include(\"\(secret)\") || __has_include(\"/etc/passwd\")\n"
                + "#error there is one\n#endif", .noUse),
        HostilePatch(
            "names a library to link", top: "#pragma comment(lib, \"\(secret)\")",
            .refused("gives instructions to the linker")),
        HostilePatch(
            "sends the symboliser to another file",
            top: "static const char link[] __attribute__((used, section(\".gnu_debuglink\"))) = "
                + "\"\(secret)\";", .refused("puts something into a section")),
        HostilePatch(
            "writes errors that look like another file's",
            top: "#line 1 \"\(secret)\"\n#error fix-it", .unbuilt("fix-it")),
    ]

    // MARK: Assembly

    private static let assembly: [HostilePatch] = [
        HostilePatch(
            "has the assembler read a file",
            top: "__asm__(\".incbin \\\"\(secret)\\\"\");", .refused("has inline assembly")),
        HostilePatch(
            "has assembly in a function", unmap: "\t__asm__ volatile (\"ecall\");",
            .refused("has inline assembly")),
        HostilePatch(
            "has a naked function", unmap: "\theron_naked();",
            top: "__attribute__((naked)) static void heron_naked(void) { __asm__(\"ret\"); }",
            .refused("has inline assembly")),
        HostilePatch(
            "gives a symbol a name of two lines",
            top: "int heron_odd __asm__(\"a\\nb\") __attribute__((used)) = 1;",
            .refused("has a symbol whose name is no C name")),
    ]

    // MARK: Using the machine up

    private static let macros = (1...40).map { "#define A\($0) A\($0 - 1) A\($0 - 1)" }

    private static let exhausting: [HostilePatch] = [
        HostilePatch(
            "includes itself", top: "#include \"heron-iommu.c\"", .unbuilt("nested too deeply")),
        HostilePatch(
            "includes a file a trillion times",
            diff: (1...40).map { level in
                let next = "#include \"bomb\(level - 1).h\""
                return newFile("include/linux/bomb\(level).h", "\(next)\n\(next)")
            }.joined() + newFile("include/linux/bomb0.h", "int x;")
                + HostilePatch("", top: "#include <linux/bomb40.h>", .noUse).diff,
            .refused("processor time"), isSlow: true),
        HostilePatch(
            "expands a macro a trillion times",
            top: "#define A0 1+\n" + macros.joined(separator: "\n")
                + "\nstatic int heron_big = A40 1;",
            .refused("bench/heron.c"), isSlow: true),
        HostilePatch(
            "initialises an array of four gigabytes",
            top: "char heron_array[1UL << 32] __attribute__((used)) = { [5] = 1 };",
            .refused("bench/heron.c"), isSlow: true),
        HostilePatch(
            "has an array of four gigabytes", unmap: "\theron_array[iova] = 1;",
            top: "char heron_array[1UL << 32] __attribute__((used));", .refused("does not link")),
        HostilePatch(
            "has an array of a gigabyte", unmap: "\theron_array[iova & 7] = 1;",
            top: "char heron_array[1UL << 30] __attribute__((used));", .refused("may not be run")),
        HostilePatch(
            "loops for ever", unmap: "\tfor (;;)\n\t\tbarrier();", .verdict("out of budget")),
        HostilePatch(
            "writes registers for ever",
            unmap: "\tfor (;;)\n\t\theron_write(dom->heron, HERON_WINDOW, 0x10000);",
            .verdict("out of budget")),
        HostilePatch(
            "calls the host for ever", unmap: "\tfor (;;)\n\t\twmb();", .verdict("out of budget")),
        HostilePatch(
            "flushes for ever", unmap: "\tfor (;;)\n\t\theron_flush(dom->heron);",
            .verdict("out of budget")),
        HostilePatch(
            "copies large blocks for ever",
            unmap: "\tfor (;;)\n\t\tmemset(dom->table, 0, HERON_TABLE_SIZE);",
            .verdict("out of budget")),
        HostilePatch(
            "takes all memory", unmap: "\tfor (;;)\n\t\tkzalloc(1 << 20, GFP_ATOMIC);",
            .verdict("out of budget")),
        HostilePatch(
            "prints for ever",
            unmap: "\tfor (;;)\n\t\tdev_err(dom->heron->dev, \"%1000000d%1000000s\\n\", 1, \"x\");",
            .verdict("warning")),
        HostilePatch(
            "calls itself for ever", unmap: "\theron_recurse(iova);",
            top: "static unsigned long heron_recurse(unsigned long x)\n"
                + "{ return x ? heron_recurse(x + 1) + x : 0; }", .verdict("crash")),
        HostilePatch(
            "has a frame larger than a kernel's stack",
            unmap: "\tvolatile char frame[20000];\n\tframe[iova & 0xfff] = 1;", .verdict("crash")),
        HostilePatch(
            "has a frame that leaps over everything",
            unmap: "\tvolatile char frame[1 << 26];\n\tframe[iova & 0xfff] = 1;",
            .verdict("crash")),
    ]

    // MARK: Leaving the sandbox

    private static let escaping: [HostilePatch] = [
        HostilePatch(
            "smashes its stack",
            unmap: "\tvolatile unsigned long frame[2];\n"
                + "\tfor (i = 0; i < 64; i++)\n\t\tframe[i] = 0x41414141;",
            top: "static unsigned long i;", .verdict("crash")),
        HostilePatch(
            "writes into its code", unmap: "\t*(volatile int *)(void *)heron_flush = 0;",
            .verdict("crash")),
        HostilePatch(
            "jumps to where nothing is", unmap: "\t((void (*)(void))0x7fff0000UL)();",
            .verdict("crash")),
        HostilePatch(
            "jumps into its data", unmap: "\t((void (*)(void))(void *)dom->table)();",
            .verdict("crash")),
        HostilePatch(
            "returns to the host in the middle", unmap: "\t((void (*)(void))0x120000000UL)();",
            .verdict("crash")),
        HostilePatch(
            "jumps between the host's functions", unmap: "\t((void (*)(void))0x130000004UL)();",
            .verdict("crash")),
        HostilePatch(
            "has a constructor",
            top: "__attribute__((constructor)) static void heron_early(void) { *(int *)0 = 1; }",
            .noUse),
    ]

    // MARK: Paths

    private static let paths: [HostilePatch] = [
        HostilePatch(
            "writes above the tree", diff: newFile("../../escaped.txt", "x"),
            .rejected("escaped.txt")),
        HostilePatch(
            "writes a hook", diff: newFile(".git/hooks/post-checkout", "x"),
            .rejected("post-checkout")),
        HostilePatch(
            "makes a symbolic link and includes it",
            diff: """
                diff --git a/include/linux/key.h b/include/linux/key.h
                new file mode 120000
                --- /dev/null
                +++ b/include/linux/key.h
                @@ -0,0 +1 @@
                +\(secret)
                \\ No newline at end of file

                """ + HostilePatch("", top: "#include <linux/key.h>", .noUse).diff,
            .unbuilt("expected identifier")),
        HostilePatch(
            "adds headers of the shim's names",
            diff: newFile("include/asm/io.h", "#error mine")
                + newFile("include/asm/page.h", "#error mine")
                + newFile("include/generated/autoconf.h", "#error mine"), .noUse),
        HostilePatch(
            "adds headers of the bench's names",
            diff: newFile("include/bench.h", "#error mine")
                + newFile("drivers/iommu/bench.h", "#error mine")
                + newFile("drivers/iommu/device.h", "#error mine")
                + newFile("include/device.h", "#error mine"), .noUse),
    ]
}
