// SPDX-License-Identifier: GPL-2.0-only

/// The names by which the compiler sees files: `/tree/...` for the kernel tree, `/shim/...`,
/// `/runtime/...` and `/bench/...` for ours. Nothing else exists for it.
enum VirtualPath {
    /// Folders of the tree that have a second name, so that `#include <asm/...>` finds the
    /// generic headers behind those of the shim.
    static let aliases = [
        (virtual: "/generic/asm", folder: "include/asm-generic"),
        (virtual: "/generic-uapi/asm", folder: "include/uapi/asm-generic"),
    ]

    /// All names of a file of the tree.
    static func names(of treePath: String) -> [String] {
        ["/tree/\(treePath)"]
            + aliases.compactMap { alias in
                treePath.hasPrefix(alias.folder + "/")
                    ? alias.virtual + treePath.dropFirst(alias.folder.count) : nil
            }
    }

    /// What a name of the compiler stands for.
    static func meaning(of name: String) -> (origin: CodeLocation.Origin, path: String) {
        let path = DependencyFile.normalized(name) ?? name
        if path.hasPrefix("/tree/") { return (.tree, String(path.dropFirst("/tree/".count))) }
        for alias in aliases where path.hasPrefix(alias.virtual + "/") {
            return (.tree, alias.folder + path.dropFirst(alias.virtual.count))
        }
        if path.hasPrefix("/shim/") { return (.shim, String(path.dropFirst())) }
        if path.hasPrefix("/bench/") || path.hasPrefix("/runtime/") {
            return (.bench, String(path.dropFirst()))
        }
        return (.elsewhere, name)
    }
}
