// SPDX-License-Identifier: GPL-2.0-only

public import HunkMatching
public import MailThreads
internal import UnifiedDiffs

extension Mailmap {
    /// The map of a tree; one that knows nobody where the tree has none that can be read.
    public init(in tree: any SourceTree) {
        guard let path = try? TreePath(validating: ".mailmap"),
            let contents = try? tree.contents(of: [path]), let bytes = contents.first ?? nil
        else {
            self.init()
            return
        }
        self.init(bytes)
    }
}
