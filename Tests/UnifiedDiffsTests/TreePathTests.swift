// SPDX-License-Identifier: GPL-2.0-only

import Testing
import UnifiedDiffs

@Suite struct TreePathTests {
    @Test func aPathKnowsItsParts() throws {
        let path = try TreePath(validating: "drivers//house/door.c")
        #expect(path.string == "drivers/house/door.c")
        #expect(path.name.elementsEqual("door.c".utf8))
        #expect(path.folder?.string == "drivers/house")
        #expect(path.folder?.folder?.folder == nil)
        #expect(path.components.count == 3)
    }

    @Test func insideMeansBelowWholeComponents() throws {
        let path = try TreePath(validating: "drivers/house/door.c")
        #expect(path.isInside(nil))
        #expect(path.isInside(try TreePath(validating: "drivers")))
        #expect(path.isInside(path))
        #expect(!path.isInside(try TreePath(validating: "driver")))
        #expect(!path.isInside(try TreePath(validating: "drivers/house/door.c/x")))
    }

    @Test(arguments: [
        ("", PathProblem.empty), ("/", .absolute), ("a/..", .parentFolder), (".", .currentFolder),
        (".git", .gitFolder), (".Git/x", .gitFolder), (".git::$INDEX_ALLOCATION/x", .gitFolder),
        ("a\0b", .containsNUL), ("a/", .namesAFolder),
    ])
    func unsafePathsAreRefused(path: String, problem: PathProblem) {
        #expect(throws: problem) { try TreePath(validating: path) }
    }

    @Test(arguments: [".gitignore", "a/.gitattributes", "x.git/y", "..a", "a..b", "...", "git~10"])
    func harmlessPathsAreAccepted(path: String) throws {
        #expect(try TreePath(validating: path).string == path)
    }

    @Test func aLongPathIsRefused() {
        #expect(throws: PathProblem.tooLong) {
            try TreePath(validating: String(repeating: "a", count: TreePath.mostBytes + 1))
        }
    }
}
