// SPDX-License-Identifier: GPL-2.0-only

internal import HunkMatching
internal import Maintainers
internal import UnifiedDiffs

extension MaintainersFile {
    /// The file of a tree; nil where the tree has none that can be read.
    init?(in tree: any SourceTree) {
        guard let path = try? TreePath(validating: "MAINTAINERS"),
            let contents = try? tree.contents(of: path)
        else { return nil }
        self.init(String(decoding: contents, as: UTF8.self))
    }
}
