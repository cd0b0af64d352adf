// SPDX-License-Identifier: GPL-2.0-only

/// Which folders of a kernel tree the compiler sees for some units.
enum VisibleFolders {
    private static let always = ["drivers/iommu", "include", "lib"]

    /// The folders, sorted, none inside of another: the headers, the IOMMU core, and for a unit
    /// `a/b/c/d.c` the folder `a/b`, for `a/b.c` the folder `a`.
    static func of(units: [String], architecture: String?) -> [String] {
        var folders = Set(always)
        if let architecture { folders.insert("arch/\(architecture)/include") }
        for unit in units {
            let parts = unit.split(separator: "/").dropLast()
            if !parts.isEmpty { folders.insert(parts.prefix(2).joined(separator: "/")) }
        }
        return folders.filter { folder in
            !folders.contains { folder.hasPrefix($0 + "/") }
        }.sorted()
    }
}
