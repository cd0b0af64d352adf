// SPDX-License-Identifier: GPL-2.0-only

/// Somebody as an address field names them.
struct Person: Hashable {
    var name: String
    var address: String
}

/// Two readings of an address field, ours and Python's, that differ.
struct PeopleComparison: CustomStringConvertible {
    var ours: [Person]
    var theirs: [Person]
    /// The field as written.
    var written: String

    /// What makes them the same; nil if nothing does.
    var rule: String? {
        if theirs.count > 1, ours == [theirs[0]] { return "several senders: the first is ours" }
        if isSame({ $0.withSingleBlanks == $1.withSingleBlanks }) {
            return "white space in a name: one blank to us"
        }
        if written.contains("=?"), isSame({ $0.withoutBlanks == $1.withoutBlanks }) {
            return "encoded words side by side: Python puts a blank between them"
        }
        let hasReplacements = theirs.contains { $0.name.contains("\u{FFFD}") }
        if hasReplacements, isSame({ $0.inASCII == $1.inASCII }) {
            return "bytes that are no characters to Python: it keeps or replaces them"
        }
        if isSame({ $0.withoutMarks == $1.withoutMarks }) {
            return "quotation marks of a local part or of an encoded name: Python keeps them"
        }
        if isSame({ $0.name == $1.name && $0.address.isEmpty && $1.address == "<>" }) {
            return "an address of nothing: Python keeps its brackets"
        }
        if isSame({ $0.isSame($1, butFor: $0.address) }) {
            return "an address for a name: Python has no name"
        }
        if isSame({ $0.isSame($1, butFor: $0.name) && written.contains("(\($0.name))") }) {
            return "a comment for a name: Python has no name"
        }
        let group = ours.firstIndex { $0.name.contains(":") } ?? ours.count
        if ours.count == theirs.count, ours[..<group] == theirs[..<group],
            zip(ours, theirs).allSatisfy({ $0 == $1 || $0.isSame($1, butFor: $0.name) })
        {
            return "a colon in a name without quotation marks: Python takes it for a group"
        }
        return nil
    }

    /// Whether each is the same as the other, or as a rule has it.
    private func isSame(_ rule: (Person, Person) -> Bool) -> Bool {
        ours.count == theirs.count && zip(ours, theirs).allSatisfy { $0 == $1 || rule($0, $1) }
    }

    /// The people that one of them alone has.
    var description: String {
        let list = { (people: [Person]) in
            people.prefix(5).map { "\($0.name) <\($0.address)>" }.joined(separator: ", ")
        }
        return "\(list(theirs.filter { !ours.contains($0) })) ours: "
            + "\(list(ours.filter { !theirs.contains($0) })) written: \(written.prefix(300))"
    }
}

extension Person {
    /// With one blank for each run of white space in the name.
    fileprivate var withSingleBlanks: Person {
        let words = name.unicodeScalars.split { $0.properties.isWhitespace }
        return Person(name: words.map(String.init).joined(separator: " "), address: address)
    }

    /// Whether the other has the same address and no name, and this one has this name.
    fileprivate func isSame(_ other: Person, butFor name: String) -> Bool {
        address == other.address && other.name.isEmpty && self.name == name
    }

    /// Without quotation marks; with single blanks in the name, and none in the address.
    fileprivate var withoutMarks: Person {
        let plain = { (text: String) in String(text.filter { $0 != "\"" && $0 != "\\" }) }
        let name = Person(name: plain(name), address: "").withSingleBlanks.name
        return Person(name: name, address: plain(address).filter { !$0.isWhitespace })
    }

    /// With one question mark for each run of other characters in the name.
    fileprivate var inASCII: Person {
        Person(name: name.replacing(#/[^\u{0}-\u{7F}]+/#, with: "?"), address: address)
    }

    /// Without white space in the name.
    fileprivate var withoutBlanks: Person {
        Person(
            name: String(name.unicodeScalars.filter { !$0.properties.isWhitespace }),
            address: address)
    }
}
