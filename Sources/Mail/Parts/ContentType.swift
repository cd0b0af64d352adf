// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText

/// A media type with its parameters: `text/plain; charset=utf-8; format=flowed`.
public struct ContentType: Hashable, Sendable {
    /// The type in lower case: `text`.
    public let type: String
    /// The subtype in lower case: `plain`.
    public let subtype: String
    /// The parameters by their names in lower case, decoded (RFC 2231 and RFC 2047).
    public let parameters: [String: String]

    /// Makes a type; `type` and `subtype` in lower case.
    public init(type: String, subtype: String, parameters: [String: String] = [:]) {
        self.type = type
        self.subtype = subtype
        self.parameters = parameters
    }

    /// What mail without a `Content-Type` is (RFC 2045 section 5.2).
    public static let plainText = ContentType(type: "text", subtype: "plain")

    /// The value of a parameter whose name is given in lower case.
    public subscript(parameter: String) -> String? { parameters[parameter] }

    /// Whether the type is this one, for example `multipart/alternative`.
    public func matches(_ name: String) -> Bool { "\(type)/\(subtype)" == name }

    /// Reads the unfolded value of a `Content-Type` field; nil when it has no `type/subtype`.
    public init?(parsing value: some Collection<UInt8>, limits: MailLimits = .standard) {
        var parser = ParameterParser(Array(value), limits: limits)
        let name = parser.leadingToken().asciiLowercased().split(
            separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard name.count == 2, !name[0].isEmpty, !name[1].isEmpty else { return nil }
        self.init(
            type: name[0].lossyString, subtype: name[1].lossyString,
            parameters: parser.parameters())
    }
}
