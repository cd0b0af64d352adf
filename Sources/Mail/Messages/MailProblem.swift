// SPDX-License-Identifier: GPL-2.0-only

/// Something odd about the mail that was read, with its place; reading went on.
public struct MailProblem: Hashable, Sendable {
    /// What is odd; the raw value is stable and appears in reports.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// Bytes before the first message of an mbox were left out.
        case mboxPreamble = "mbox-preamble"
        /// A line looks like an mbox separator, but is read as part of a message.
        case mboxSeparatorInBody = "mbox-separator-in-body"
        /// An mbox separator without an empty line before it.
        case mboxNoEmptyLine = "mbox-no-empty-line"
        /// A limit of ``MailLimits`` was reached; the detail names it.
        case limitReached = "mail-limit-reached"
        /// The input ends within a message's header.
        case headerTruncated = "header-truncated"
        /// A line of the header is no field; it was skipped, or the body starts there.
        case headerMalformedLine = "header-malformed-line"
        /// A header field has bytes outside of ASCII that are not UTF-8; read as windows-1252.
        case headerNotUTF8 = "header-not-utf8"
        /// An encoded word (RFC 2047) that cannot be decoded was kept as written.
        case encodedWordInvalid = "encoded-word-invalid"
        /// A NUL byte in the message.
        case nulByte = "nul-byte"
        /// No `From` field, or none with an address.
        case fromMissing = "from-missing"
        /// No `Message-ID`; an identifier was made from the content.
        case messageIDMissing = "message-id-missing"
        /// More than one field where one is allowed; the first was taken.
        case fieldRepeated = "field-repeated"
        /// A `Date` that cannot be read.
        case dateInvalid = "date-invalid"
        /// An address that breaks RFC 5322; the detail shows what was made of it.
        case addressInvalid = "address-invalid"
        /// A `Content-Type` that cannot be read; taken as `text/plain`.
        case contentTypeInvalid = "content-type-invalid"
        /// An unknown transfer encoding; the bytes were taken as they are.
        case transferEncodingUnknown = "transfer-encoding-unknown"
        /// Base64 with characters outside of its alphabet or a broken end.
        case base64Invalid = "base64-invalid"
        /// Quoted-printable with a `=` that starts no valid escape; kept as written.
        case quotedPrintableInvalid = "quoted-printable-invalid"
        /// A character set that is not known; the bytes were kept.
        case charsetUnknown = "charset-unknown"
        /// Bytes that are not valid in the character set named.
        case charsetInvalidBytes = "charset-invalid-bytes"
        /// A multipart without a boundary parameter, or whose boundary never comes.
        case multipartNoBoundary = "multipart-no-boundary"
        /// A multipart that ends without its closing line.
        case multipartUnclosed = "multipart-unclosed"
        /// Only HTML is there to read; its text was extracted.
        case onlyHTML = "only-html"
        /// The compressed input is damaged or ends too early; what came out was read.
        case gzipDamaged = "gzip-damaged"
        /// The mail is the text of a web page: it has no identifiers, and white space may be lost.
        case archivePage = "archive-page"
        /// A commit of a public-inbox repository that adds no message.
        case commitWithoutMessage = "commit-without-message"
        /// A file of a folder that holds no mail was left out.
        case fileWithoutMail = "file-without-mail"
        /// Declared format=flowed, but its diff is not space-stuffed; nothing was un-stuffed.
        case flowedNotStuffed = "flowed-not-stuffed"
    }

    /// What is odd.
    public let kind: Kind
    /// One clause for people that says what was found and what was made of it.
    public let detail: String
    /// Where, in bytes from the start of the input.
    public let span: Range<Int>
    /// 1-based number of the input line where `span` starts.
    public let lineNumber: Int

    /// Makes a problem.
    public init(kind: Kind, detail: String, span: Range<Int>, lineNumber: Int) {
        self.kind = kind
        self.detail = detail
        self.span = span
        self.lineNumber = lineNumber
    }
}
