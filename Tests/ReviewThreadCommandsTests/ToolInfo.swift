// SPDX-License-Identifier: GPL-2.0-only

import Foundation
import Testing

/// What the program says of its own commands and options.
struct ToolInfo: Decodable {
    /// An option, flag or input.
    struct Argument: Decodable, Equatable {
        struct Name: Decodable, Equatable {
            let kind: String
            let name: String
        }
        let kind: String
        let names: [Name]?
        let valueName: String?
        let abstract: String?
        let isRepeating: Bool?
        let shouldDisplay: Bool?
    }

    /// A subcommand.
    struct Command {
        let name: String
        let abstract: String
        let discussion: String?
        let arguments: [Argument]

        /// The options as they are typed.
        var options: [String] {
            arguments.flatMap { $0.names ?? [] }.map {
                ($0.kind == "short" ? "-" : "--") + $0.name
            }
        }
    }

    private struct Node: Decodable {
        let commandName: String
        let abstract: String?
        let discussion: String?
        let subcommands: [Node]?
        let arguments: [Argument]?
    }

    private let command: Node

    var abstract: String { command.abstract ?? "" }
    var discussion: String? { command.discussion }

    /// The subcommands, `help` left out.
    var commands: [Command] {
        (command.subcommands ?? []).filter { $0.commandName != "help" }.map { node in
            Command(
                name: node.commandName, abstract: node.abstract ?? "", discussion: node.discussion,
                arguments: (node.arguments ?? []).filter { $0.shouldDisplay ?? true })
        }
    }

    static func own(in folder: TemporaryFolder) throws -> ToolInfo {
        let run = try Program.run(["--experimental-dump-help"], in: folder)
        try #require(run.status == 0)
        return try JSONDecoder().decode(ToolInfo.self, from: Data(run.output.utf8))
    }
}
