// SPDX-License-Identifier: GPL-2.0-only

@testable import ReviewThreadCommands

/// The manual page, made from what the program says of itself: docs/review-thread.1 is this text.
struct ManualPage {
    let tool: ToolInfo

    /// The page in the language of man(7).
    var text: String {
        var lines = [
            ".\\\" SPDX-License-Identifier: GPL-2.0-only",
            ".\\\" Made by ManualTests from the program's own help; RECORD_GOLDEN=1 makes it anew.",
            ".TH REVIEW\\-THREAD 1 \"\" \"review\\-thread\" \"User Commands\"",
            ".SH NAME", "review\\-thread \\- \(escaped(trimmed(tool.abstract)))",
            ".SH SYNOPSIS",
            ".B review\\-thread",
            "[\\fBreview\\fR] \\fIinput\\fR... [\\fIoptions\\fR]",
        ]
        for command in tool.commands where command.name != "review" {
            lines += [
                ".br", "\\fBreview\\-thread \(escaped(command.name))\\fR \(synopsis(command))",
            ]
        }
        lines += [".SH DESCRIPTION"] + paragraphs(description)
        lines.append(".SH COMMANDS")
        for command in tool.commands {
            lines += [".SS \"\(escaped(command.name))\"", escaped(command.abstract)]
            if let discussion = command.discussion { lines += [".PP"] + paragraphs(discussion) }
            let own = command.arguments.filter { isDescribed($0) && !common.contains($0) }
            for argument in own { lines += item(argument) }
        }
        lines += [".SH \"COMMON OPTIONS\"", "Of all commands that can use them."]
        for argument in common { lines += item(argument) }
        lines += [".SH CONFIGURATION", "These can be set for good by"]
        lines += [".B git config review\\-thread.\\fIname\\fR", "(see"]
        lines += [".BR git\\-config (1));", "an option on the command line wins."]
        for option in SettledOptions.all {
            lines += [
                ".TP", ".B review\\-thread.\(escaped(option.name))",
                "As \\fB\\-\\-\(escaped(option.name))\\fR"
                    + (option.isFlag ? ", \\fBtrue\\fR or \\fBfalse\\fR." : ".")
                    + (option.isRepeatable ? " May be set several times." : ""),
            ]
        }
        lines += [".SH \"EXIT STATUS\""]
        for status in ExitStatus.allCases {
            lines += [".TP", ".B \(status.rawValue)", escaped(status.explanation)]
        }
        lines += [".SH ENVIRONMENT"]
        for (name, words) in Self.environment {
            lines += [".TP", ".B \(name)", escaped(words)]
        }
        lines += [
            ".SH \"SEE ALSO\"", ".BR git (1),", ".BR git\\-config (1),", ".BR b4 (5),",
            ".BR mutt (1)",
        ]
        return lines.joined(separator: "\n") + "\n"
    }

    private static let environment = [
        ("GIT_PAGER, PAGER", "The pager for reports on a terminal, as git chooses it."),
        ("NO_COLOR", "No colour, if it is not empty."),
        ("COLUMNS", "The width of reports, in place of the terminal's."),
        ("PATH", "Where clang, ld.lld, llvm-symbolizer and git are found."),
        ("XDG_CACHE_HOME", "Where the folder review-thread with the builds is; else ~/.cache."),
        ("TMPDIR", "Where the compiler's temporary files are."),
    ]

    // MARK: Parts

    /// The description up to where it tells of the exit status.
    private var description: String {
        let text = tool.discussion ?? ""
        return text.firstRange(of: "Exit status:").map { String(text[..<$0.lowerBound]) } ?? text
    }

    private func isDescribed(_ argument: ToolInfo.Argument) -> Bool {
        !["help", "version"].contains(argument.names?.last?.name ?? "")
    }

    /// What four commands or more have in common.
    private var common: [ToolInfo.Argument] {
        var seen: [ToolInfo.Argument] = []
        for argument in tool.commands.flatMap(\.arguments) where argument.kind != "positional" {
            let users = tool.commands.count { $0.arguments.contains(argument) }
            if users >= 4, isDescribed(argument), !seen.contains(argument) { seen.append(argument) }
        }
        return seen
    }

    private func synopsis(_ command: ToolInfo.Command) -> String {
        let inputs = command.arguments.filter { $0.kind == "positional" }.map { argument in
            "\\fI\(escaped(argument.valueName ?? ""))\\fR"
                + (argument.isRepeating ?? false ? "..." : "")
        }
        return (inputs + ["[\\fIoptions\\fR]"]).joined(separator: " ")
    }

    private func item(_ argument: ToolInfo.Argument) -> [String] {
        let value = argument.kind == "option" ? " \\fI\(escaped(argument.valueName ?? ""))\\fR" : ""
        let names = (argument.names ?? []).map { name in
            "\\fB\(escaped((name.kind == "short" ? "-" : "--") + name.name))\\fR\(value)"
        }
        let head =
            names.isEmpty
            ? "\\fI\(escaped(argument.valueName ?? ""))\\fR" : names.joined(separator: ", ")
        return [".TP", head, escaped(argument.abstract ?? "")]
    }

    private func paragraphs(_ text: String) -> [String] {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return Array(
            lines.map { trimmed(String($0)) }.map { $0.isEmpty ? ".PP" : escaped($0) }
                .reversed().drop { $0 == ".PP" }.reversed())
    }

    private func trimmed(_ text: String) -> String {
        text.split(separator: " ").joined(separator: " ")
    }

    /// The text as it is: no escape, no request.
    private func escaped(_ text: String) -> String {
        let safe = text.replacing("\\", with: "\\e").replacing("-", with: "\\-")
            .replacing("~", with: "\\(ti").replacing("^", with: "\\(ha").replacing(
                "'", with: "\\(aq")
        return safe.first == "." ? "\\&\(safe)" : safe
    }
}
