// SPDX-License-Identifier: GPL-2.0-only

import Testing

@testable import Reviews

@Suite struct CFunctionsTests {
    private func functions(_ source: String) -> [String] {
        CFunctions(Array(source.utf8)).definitions.map {
            "\($0.name) \($0.lines.lowerBound)-\($0.lines.upperBound)"
        }
    }

    @Test(arguments: [
        ("int f(void)\n{\n}\n", ["f 1-3"]),
        ("static u64 *\nf(int a,\n  int b)\n{\n\tif (a) {\n\t}\n}\n", ["f 1-7"]),
        ("struct s {\n\tint a;\n};\nint f(void) { return 1; }\n", ["f 4-4"]),
        ("static const struct ops o = {\n\t.map = map(1),\n};\nvoid g(void) {}\n", ["g 4-4"]),
        ("int f(void);\nint f(void) __must_hold(&l)\n{\n}\n", ["f 2-4"]),
        ("static __printf(1, 2) void say(const char *a, ...)\n{\n}\n", ["say 1-3"]),
        ("DEFINE_THING(thing)\n{\n}\n", ["DEFINE_THING 1-3"]),
        ("__attribute__((used)) int f(void)\n{\n}\n", ["f 1-3"]),
        ("int f(void)\n{\n\tputs(\"}\");\n\tputc('}');\n\t/* } */ // }\n}\n", ["f 1-6"]),
        ("#define OPEN {\nint f(void)\n{\n}\n", ["f 2-4"]),
        (
            "int f(void)\n{\n#if A\n\tif (a) {\n#else\n\tif (b) {\n#endif\n\t}\n}\nint g(void)\n{\n}\n",
            ["f 1-9", "g 10-12"]
        ),
        ("/* first */\n\nint f(void)\n{\n}\n\nint g(int (*h)(void))\n{\n}\n", ["f 3-5", "g 7-9"]),
    ])
    func `definitions are found by their braces`(source: String, found: [String]) {
        #expect(functions(source) == found)
    }

    @Test func `comments and blanks say nothing`() throws {
        let plain = CFunctions(Array("int f(void)\n{\n\treturn 1;\n}\n".utf8))
        let other = CFunctions(Array("int f(void)\n{\n\t/* one */\n\treturn  1; // one\n}\n".utf8))
        let changed = CFunctions(Array("int f(void)\n{\n\treturn 2;\n}\n".utf8))
        #expect(plain.definitions.map(\.text) == other.definitions.map(\.text))
        #expect(plain.definitions.map(\.text) != changed.definitions.map(\.text))
        #expect(plain.rest == other.rest)
    }

    @Test func `no prefix of a source traps`() {
        let source = Array(
            "#if A\n/* c */ int f(char *a) { return a[0] == '\\'' || \"\\\"\"; }\n#endif\n}{".utf8)
        for count in 0...source.count { _ = CFunctions(Array(source[..<count])) }
    }
}
