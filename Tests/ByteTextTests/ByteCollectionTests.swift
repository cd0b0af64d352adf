// SPDX-License-Identifier: GPL-2.0-only

import ByteText
import Testing

@Suite struct ByteCollectionTests {
    @Test(arguments: [
        ("0", 0), ("007", 7), ("9223372036854775807", Int.max), ("9223372036854775808", nil),
        ("99999999999999999999999", nil), ("", nil), ("-1", nil), ("1 ", nil),
    ])
    func decimalNumbersAreReadWithoutOverflow(_ text: String, _ value: Int?) {
        #expect(text.utf8.decimalValue == value)
    }

    @Test func blanksAreTrimmedAtTheEnds() {
        #expect(Array(" \ta b \t".utf8).trimmingBlanks().lossyString == "a b")
        #expect(Array(" \t ".utf8).trimmingBlanks().isEmpty)
        #expect(Array(" a \n".utf8).trimmingTrailingBlanks().lossyString == " a \n")
        #expect(Array("\r\n a\n".utf8).trimmingWhitespace().lossyString == "a")
        #expect([UInt8]().trimmingWhitespace().isEmpty)
    }

    @Test func prefixesAndSuffixesAreComparedAsBytes() {
        let bytes = Array("Content-Type: text".utf8)
        #expect(bytes.hasPrefix("Content-"))
        #expect(!bytes.hasPrefix("content-"))
        #expect(bytes.hasPrefixIgnoringCase("CONTENT-type"))
        #expect(bytes.hasSuffix(" text"))
        #expect(!bytes.hasSuffix("Content-Type: text and more"))
        #expect(bytes[14...].equalsIgnoringCase("TEXT"))
        #expect(!bytes[14...].equalsIgnoringCase("TEX"))
    }

    @Test func placesAreFoundInSlicesByTheirOwnIndices() {
        let bytes = Array("aab aaab".utf8)
        #expect(bytes.firstRange(of: "aab") == 0..<3)
        #expect(bytes.firstRange(of: "aab", from: 1) == 5..<8)
        #expect(bytes[2...].firstRange(of: "aab") == 5..<8)
        #expect(bytes[..<7].firstRange(of: "aab", from: 1) == nil)
        #expect(bytes.firstRange(of: "", from: 8) == 8..<8)
        #expect(bytes.firstRange(of: "b", from: 9) == nil)
        #expect(bytes.firstRange(of: "aab aaab and more") == nil)
    }

    @Test func hexDigitsOfBothCasesHaveAValue() {
        #expect("09afAF".utf8.map(\.hexDigitValue) == [0, 9, 10, 15, 10, 15])
        #expect("/:@G`g".utf8.allSatisfy { $0.hexDigitValue == nil })
    }
}
