// SPDX-License-Identifier: GPL-2.0-only

import Foundation
import Proposals
import Testing

@testable import ReviewThreadCommands

@Suite struct LayerArgumentTests {
    private let folder: TemporaryFolder
    private let file: String

    init() throws {
        folder = try TemporaryFolder()
        file = try folder.write("a.mbox", "From x\n")
    }

    @Test func `a number behind the mark names a patch`() throws {
        let argument = try LayerArgument("\(file)#2/3")
        #expect(argument.file == file)
        #expect(argument.part == SeriesPosition(number: 2, count: 3))
    }

    @Test func `a file whose name has a mark wins`() throws {
        let odd = try folder.write("b.mbox#1/2".replacing("/", with: "-"), "From x\n")
        #expect(try LayerArgument(odd).file == odd)
        #expect(try LayerArgument(odd).part == nil)
    }

    @Test func `without a mark the whole file is meant`() throws {
        #expect(try LayerArgument(file).file == file)
        #expect(try LayerArgument(file).part == nil)
    }

    @Test(arguments: ["", "2", "0/2", "3/2", "a/b", "1/2/3", "/2", "-1/2"])
    func `other words behind the mark are a mistake`(_ words: String) throws {
        let failure = try #require(throws: CommandFailure.self) {
            try LayerArgument("\(file)#\(words)")
        }
        #expect(failure.status == .usage)
        #expect(failure.message.contains("#\(words) names no patch; write #1/2"))
    }

    @Test func `a file that is not there is a file that is not there`() throws {
        let failure = try #require(throws: CommandFailure.self) {
            try LayerArgument("\(folder.path)/none.mbox#1/2").patches()
        }
        #expect(failure.status == .noInput)
    }
}
