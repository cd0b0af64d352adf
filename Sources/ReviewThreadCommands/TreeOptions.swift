// SPDX-License-Identifier: GPL-2.0-only

internal import ArgumentParser
internal import HunkMatching
internal import Reviews

/// The kernel tree and what lies under every proposal.
struct TreeOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The kernel tree: a source folder, or a git repository (at HEAD without a revision). "
                + "It is only read.",
            valueName: "path[@rev]"))
    var tree: String?

    @Option(
        parsing: .singleValue,
        help: ArgumentHelp(
            "Put the patches of a file, or one of them, under every proposal. Repeatable.",
            valueName: "file[#n/m]"))
    var under: [String] = []

    @Option(
        parsing: .singleValue,
        help: ArgumentHelp(
            "Take a patch out of the tree first, before --under. Repeatable.",
            valueName: "file[#n/m]"))
    var revert: [String] = []

    func validate() throws {
        guard tree == nil, !under.isEmpty || !revert.isEmpty else { return }
        throw ValidationError("--under and --revert need a tree: give it with --tree")
    }

    /// The files that the options name.
    var files: [String] { under + revert }

    /// The tree, nil without `--tree`.
    func open() throws(CommandFailure) -> (any SourceTree)? {
        guard let tree else { return nil }
        return try Self.open(tree)
    }

    /// The tree of a value of `--tree`.
    static func open(_ tree: String) throws(CommandFailure) -> any SourceTree {
        do {
            return try TreeLocation.open(tree)
        } catch {
            throw CommandFailure(status: .badTree, message: "--tree \(tree): \(error)")
        }
    }

    /// The patches of the values of an option, in order.
    static func layers(_ values: [String]) throws(CommandFailure) -> [LayerFile.Patch] {
        var patches: [LayerFile.Patch] = []
        for value in values {
            patches += try LayerArgument(value).patches()
        }
        return patches
    }
}
