// SPDX-License-Identifier: GPL-2.0-only

import Foundation

/// Any JSON value.
enum JSONValue: Decodable, Equatable {
    case null, truth, integer, other
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])

    init(_ text: String) throws {
        self = try JSONDecoder().decode(JSONValue.self, from: Data(text.utf8))
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let text = try? container.decode(String.self) {
            self = .string(text)
        } else if let members = try? container.decode([String: JSONValue].self) {
            self = .object(members)
        } else if let values = try? container.decode([JSONValue].self) {
            self = .array(values)
        } else if (try? container.decode(Bool.self)) != nil {
            self = .truth
        } else if (try? container.decode(UInt64.self)) != nil
            || (try? container.decode(Int64.self)) != nil
        {
            self = .integer
        } else {
            self = container.decodeNil() ? .null : .other
        }
    }

    subscript(key: String) -> JSONValue? {
        if case .object(let members) = self { members[key] } else { nil }
    }

    var text: String? {
        if case .string(let text) = self { text } else { nil }
    }

    var members: [String: JSONValue] {
        if case .object(let members) = self { members } else { [:] }
    }

    var values: [JSONValue] {
        if case .array(let values) = self { values } else { [] }
    }
}

/// Holds documents to docs/review.schema.json: the keywords of JSON Schema (draft 2020-12) that the
/// schema uses. Stricter than a schema has to be, a property that it does not name is a fault:
/// readers may meet new fields, but our documents have none that are not described.
struct JSONSchema {
    private let definitions: JSONValue

    private static let keywords: Set<String> = [
        "$ref", "type", "properties", "required", "items", "const",
    ]

    init() throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("docs/review.schema.json")
        let root = try JSONDecoder().decode(JSONValue.self, from: Data(contentsOf: file))
        definitions = root["$defs"] ?? .null
    }

    /// What is wrong with a document that has to be as the definition of that name says.
    func faults(in text: String, as definition: String) throws -> [String] {
        faults(
            try JSONValue(text), .object(["$ref": .string("#/$defs/\(definition)")]), at: "")
    }

    private func faults(_ value: JSONValue, _ schema: JSONValue, at place: String) -> [String] {
        let unknown = Set(schema.members.keys).subtracting(Self.keywords)
        guard unknown.isEmpty else { return ["\(place): no such keyword \(unknown)"] }
        if let reference = schema["$ref"]?.text {
            guard let target = definitions[reference.replacing("#/$defs/", with: "")] else {
                return ["\(place): no definition \(reference)"]
            }
            return faults(value, target, at: place)
        }
        if let constant = schema["const"] {
            return value == constant ? [] : ["\(place): is not \(constant.text ?? "that")"]
        }
        switch (schema["type"]?.text, value) {
        case ("string", .string), ("integer", .integer), ("boolean", .truth): return []
        case ("array", .array(let values)):
            let items = schema["items"] ?? .null
            return values.enumerated().flatMap { faults($1, items, at: "\(place)[\($0)]") }
        case ("object", .object): return faults(ofObject: value, schema, at: place)
        case (let type?, _): return ["\(place): is no \(type)"]
        case (nil, _): return ["\(place): the schema has no type"]
        }
    }

    private func faults(
        ofObject value: JSONValue, _ schema: JSONValue, at place: String
    ) -> [String] {
        let required = (schema["required"]?.values ?? []).compactMap(\.text)
        var found = required.filter { value[$0] == nil }.map { "\(place): lacks \($0)" }
        for (key, member) in value.members.sorted(by: { $0.key < $1.key }) {
            guard let described = schema["properties"]?[key] else {
                found.append("\(place): \(key) is not described")
                continue
            }
            found += faults(member, described, at: "\(place).\(key)")
        }
        return found
    }
}
