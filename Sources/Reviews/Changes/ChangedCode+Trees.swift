// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText
internal import HunkMatching
internal import UnifiedDiffs

extension ChangedCode {
    /// What differs between the base and a patched tree, in the C files among these paths. A file
    /// that cannot be read has no functions.
    init(from base: TreeSnapshot, to patched: TreeSnapshot, paths: [TreePath]) {
        var functions: [Function] = []
        var declarations: [String] = []
        for path in paths where path.name.hasSuffix(".c") || path.name.hasSuffix(".h") {
            let before = CFunctions((try? base.contents(of: path)) ?? [])
            let after = CFunctions((try? patched.contents(of: path)) ?? [])
            let known = Dictionary(grouping: before.definitions, by: \.name)
            for definition in after.definitions {
                let old = known[definition.name] ?? []
                guard !old.contains(where: { $0.text == definition.text }) else { continue }
                functions.append(
                    Function(
                        path: path.string, name: definition.name,
                        change: old.isEmpty ? .added : .changed, lines: definition.lines))
            }
            let names = Set(after.definitions.map(\.name))
            for definition in before.definitions where !names.contains(definition.name) {
                functions.append(
                    Function(
                        path: path.string, name: definition.name, change: .removed,
                        lines: definition.lines))
            }
            if before.rest != after.rest { declarations.append(path.string) }
        }
        self.functions = functions
        self.declarations = declarations
    }
}
