// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText

/// The fields of a message's header in their order; each is made when it is asked for.
public struct HeaderFields: RandomAccessCollection, Sendable {
    private let header: [UInt8]
    private let fields: [FieldSpan]
    /// Place of the header in the input.
    private let offset: Int
    private let decodedBytes: Int

    /// Finds the fields of a header that was cut to its limits before.
    init(in header: [UInt8], offset: Int, firstLineNumber: Int, decodedBytes: Int) {
        var limits = MailLimits.standard
        limits.headerFields = .max
        limits.headerBytes = .max
        var problems = ProblemList(limit: 0)
        fields =
            HeaderReader.read(
                header, span: 0..<header.count, firstLineNumber: firstLineNumber, limits: limits,
                problems: &problems
            ).fields
        self.header = header
        self.offset = offset
        self.decodedBytes = decodedBytes
    }

    /// 0.
    public var startIndex: Int { 0 }
    /// The number of fields.
    public var endIndex: Int { fields.count }

    /// The field at a 0-based place.
    public subscript(index: Int) -> HeaderField {
        HeaderField(fields[index], in: header, offset: offset, decodedBytes: decodedBytes)
    }

    /// The first field with a name, in either case of ASCII letters.
    func first(named name: String) -> HeaderField? {
        let count = name.utf8.count
        let index = fields.firstIndex {
            $0.name.count == count && header[$0.name].equalsIgnoringCase(name)
        }
        return index.map { self[$0] }
    }
}
