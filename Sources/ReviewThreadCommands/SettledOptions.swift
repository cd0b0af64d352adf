// SPDX-License-Identifier: GPL-2.0-only

/// Options that `git config review-thread.NAME` sets for good; those of the command line win.
enum SettledOptions {
    /// A name that is an option's and a setting's.
    struct Option {
        let name: String
        /// The commands that have the option.
        let commands: Set<String>
        /// Options beside which the setting is left alone.
        var excludedBy: [String] = []
        /// Whether all values count, not the last alone.
        var isRepeatable = false
        /// Whether it is a flag, which takes no value.
        var isFlag = false
    }

    /// The commands that build and run drivers.
    private static let building: Set = [
        "review", "reply", "simulate", "survey", "mutants", "new-bench",
    ]

    /// The settings.
    static let all = [
        Option(name: "tree", commands: building.union(["tags", "apply", "triage"])),
        Option(
            name: "bench-path", commands: building, isRepeatable: true),
        Option(
            name: "cache", commands: building.union(["triage", "fetch"]), excludedBy: ["--no-cache"]
        ),
        Option(name: "jobs", commands: building),
        Option(name: "server", commands: ["fetch"]),
        Option(name: "mailmap", commands: ["tags"]),
        Option(
            name: "color",
            commands: building.union(["show", "tags", "apply", "triage"]).subtracting(["new-bench"])
        ),
        Option(
            name: "no-pager",
            commands: building.union(["show", "tags", "apply", "triage"]).subtracting(["new-bench"]
            ),
            isFlag: true),
    ]

    /// The command line with the settings behind it that its command has and that it does not name.
    static func completed(
        _ arguments: [String], commands: Set<String>, settings: GitSettings
    ) -> [String] {
        let given = arguments.prefix { $0 != "--" }
        let asksForHelp = ["help", "--help", "-h", "--version", "--generate-completion-script"]
        guard let first = given.first, !given.contains(where: asksForHelp.contains) else {
            return arguments
        }
        let command = commands.contains(first) ? first : "review"
        var added: [String] = []
        for option in all where option.commands.contains(command) {
            let names = ["--\(option.name)"] + option.excludedBy
            let isNamed = given.contains { word in
                names.contains { word == $0 || word.hasPrefix("\($0)=") }
            }
            guard !isNamed else { continue }
            let key = "review-thread.\(option.name)"
            let values = option.isRepeatable ? settings.all(key) : settings.value(key).map { [$0] }
            for value in values ?? [] {
                if option.isFlag {
                    if ["true", "yes", "on", "1"].contains(value.lowercased()) {
                        added.append("--\(option.name)")
                    }
                } else {
                    added.append("--\(option.name)=\(value)")
                }
            }
        }
        return Array(given) + added + arguments.dropFirst(given.count)
    }
}
