// SPDX-License-Identifier: GPL-2.0-only

import ByteText
import HunkMatching
import Testing
import UnifiedDiffs

@Suite struct LocateTests {
    private let door =
        "int door;\n\nstatic int close_door(struct door *d)\n{\n\td->open = 0;\n\treturn 0;\n}\n"
    private let bare = """
        @@ -4,3 +4,4 @@ static int close_door(struct door *d)
         {
         	d->open = 0;
        +	d->closed++;
         	return 0;

        """

    private func locate(
        _ text: String, in files: [String: String], near: [String], options: MatchOptions = .init()
    ) throws -> HunkLocation {
        let patch = try #require(DiffFinder().diffs(in: ByteText(text)).first?.patches.first)
        let paths = try near.map { try TreePath(validating: $0) }
        return try TreeSnapshot(try MemoryTree(files)).locate(patch, near: paths, options: options)
    }

    @Test func theFileOfTheFunctionIsFoundBesideTheParentsFiles() throws {
        let location = try locate(
            bare,
            in: [
                "house/key.c": "int key;\n", "house/door.c": door,
                "house/use.c": "void f(void)\n{\n\tclose_door(0);\n}\n",
            ], near: ["house/key.c"])
        #expect(location.name == "close_door")
        #expect(location.path?.string == "house/door.c")
        #expect(location.candidates.map(\.path.string) == ["house/door.c", "house/use.c"])
        #expect(location.candidates.map(\.kind) == [.heading, .mention])
        #expect(location.candidates.map(\.line) == [3, 3])
        #expect(location.candidates.map(\.status) == [.applies, .fails])
    }

    @Test func twoFilesThatMatchAreNamedAndNoneIsTaken() throws {
        let location = try locate(
            bare, in: ["house/a.c": door, "house/b.c": door], near: ["house/b.c"])
        #expect(
            location.verdict
                == .ambiguous([
                    try TreePath(validating: "house/b.c"), try TreePath(validating: "house/a.c"),
                ]))
        #expect(location.path == nil)
    }

    @Test func aChangedHeadingIsFoundByItsFunction() throws {
        let location = try locate(
            bare,
            in: ["house/a.c": door.replacing("static int close", with: "int close")],
            near: ["house/x.c"])
        #expect(location.path?.string == "house/a.c")
        #expect(location.candidates.map(\.kind) == [.definition])
    }

    @Test func aDeclarationIsNoDefinition() throws {
        let header = "int close_door(struct door *d);\n"
        let location = try locate(
            bare, in: ["house/a.h": header, "house/a.c": door], near: ["house/a.h"])
        #expect(location.candidates.map(\.kind) == [.mention, .heading])
        #expect(location.path?.string == "house/a.c")
    }

    @Test func theWholeTreeIsSearchedLast() throws {
        let location = try locate(
            bare, in: ["far/away/door.c": door, "house/a.c": "int a;\n"], near: ["house/a.c"])
        #expect(location.path?.string == "far/away/door.c")
    }

    @Test func aFileWithTheFunctionButOtherLinesIsACandidateAndNotTaken() throws {
        let location = try locate(
            bare, in: ["house/a.c": door.replacing("d->open", with: "d->shut")],
            near: ["house/a.c"])
        #expect(location.verdict == .notFound)
        #expect(location.candidates.map(\.status) == [.fails])
    }

    @Test func withoutAHeadingOnlyTheParentsFilesAreAsked() throws {
        let headless = bare.replacing(" static int close_door(struct door *d)", with: "")
        let files = ["house/a.c": door, "house/b.c": door, "house/c.c": "int c;\n"]
        let found = try locate(headless, in: files, near: ["house/a.c", "house/c.c"])
        #expect(found.path?.string == "house/a.c")
        #expect(try locate(headless, in: files, near: []).verdict == .notFound)
    }

    @Test func nothingIsCertainWhenALimitIsReached() throws {
        var options = MatchOptions()
        options.limits.locatedFiles = 1
        let location = try locate(
            bare, in: ["house/a.c": door, "house/b.c": door], near: ["house/a.c"],
            options: options)
        #expect(location.verdict == .notSearched)
    }
}
