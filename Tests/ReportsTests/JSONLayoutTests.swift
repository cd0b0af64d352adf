// SPDX-License-Identifier: GPL-2.0-only

import Testing

@testable import Reports

struct JSONLayoutTests {
    @Test(arguments: [
        (#"{}"#, "{}\n"), (#"[]"#, "[]\n"), (#""a""#, "\"a\"\n"), (#"12"#, "12\n"),
        (#"{"a":1,"b":[true,"x,:]\""]}"#, "{\"a\": 1, \"b\": [true, \"x,:]\\\"\"]}\n"),
    ])
    func putsWhatFitsOnOneLine(compact: String, laidOut: String) {
        #expect(JSONLayout.lines(of: compact.utf8) == laidOut)
    }

    @Test func breaksWhatDoesNotFit() {
        let long = String(repeating: "x", count: 98)
        #expect(
            JSONLayout.lines(of: #"{"a":["\#(long)",{"b":1}],"c":[]}"#.utf8) == """
                {
                 "a": [
                  "\(long)",
                  {"b": 1}
                 ],
                 "c": []
                }

                """)
    }

    @Test func escapesWhatTerminalsActOn() {
        #expect(
            JSONLayout.lines(of: "[\"\u{9b}\u{202e}\u{e0041}ä\"]".utf8)
                == "[\"\\u009b\\u202e\\udb40\\udc41ä\"]\n")
    }
}
