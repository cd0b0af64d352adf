// SPDX-License-Identifier: GPL-2.0-only

internal import Foundation
internal import GitObjects

/// A folder that holds mail in some way: what is to be read in it.
struct MailFolder {
    /// The files to read, in order.
    private(set) var files: [String] = []
    private let limits: MailLimits

    /// Finds the files of a Maildir (those in `new` and `cur`), or all files below a folder.
    ///
    /// Symbolic links to folders are not followed.
    init(path: String, limits: MailLimits) throws(MailInputError) {
        self.limits = limits
        let names = try MailFolder.names(in: path)
        let isMaildir = names.contains("new") && names.contains("cur")
        if isMaildir {
            // Delivery order: names begin with the second of the delivery, in both folders.
            var found: [(name: String, path: String)] = []
            for folder in ["cur", "new"] {
                for name in try MailFolder.names(in: "\(path)/\(folder)")
                where !name.hasPrefix(".") {
                    found.append((name, "\(path)/\(folder)/\(name)"))
                }
            }
            files = found.sorted { MailFolder.isBefore($0.name, $1.name) }.map(\.path)
            guard files.count <= limits.files else {
                throw .tooManyFiles(path: path, limit: limits.files)
            }
        } else {
            try add(path, names, depth: 0)
        }
    }

    private mutating func add(
        _ folder: String, _ names: [String], depth: Int
    ) throws(MailInputError) {
        for name in names where !name.hasPrefix(".") {
            let path = "\(folder)/\(name)"
            guard let isFolder = FileSource.isFolder(path) else { continue }
            if isFolder {
                let isLink =
                    (try? FileManager.default.destinationOfSymbolicLink(atPath: path)) != nil
                guard !isLink, depth < limits.folderDepth else { continue }
                try add(path, try MailFolder.names(in: path), depth: depth + 1)
            } else {
                guard files.count < limits.files else {
                    throw .tooManyFiles(path: folder, limit: limits.files)
                }
                files.append(path)
            }
        }
    }

    /// The names in a folder in the order of their bytes.
    private static func names(in folder: String) throws(MailInputError) -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder)
                .sorted(by: isBefore)
        } catch {
            throw .unreadable(path: folder, reason: error.localizedDescription)
        }
    }

    private static func isBefore(_ left: String, _ right: String) -> Bool {
        left.utf8.lexicographicallyPrecedes(right.utf8)
    }

    // MARK: - Archives

    /// The repositories of a public-inbox archive, oldest epoch first; nil if the folder is none.
    ///
    /// The folder is a repository itself, or holds epochs as `0.git`, `1.git` or `git/0.git`.
    static func epochs(at path: String) throws(MailInputError) -> [String]? {
        if isArchive(path) { return [path] }
        for folder in [path, "\(path)/git"] {
            guard let names = try? names(in: folder) else { continue }
            let epochs = names.compactMap { name -> (Int, String)? in
                let digits = name.hasSuffix(".git") ? String(name.dropLast(4)) : name
                guard !digits.isEmpty, digits.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }),
                    let number = Int(digits)
                else { return nil }
                return (number, "\(folder)/\(name)")
            }.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.1)
            let archives = epochs.filter(isArchive)
            if !archives.isEmpty { return archives }
        }
        return nil
    }

    /// Whether the newest commit has what those of an archive have: `m` or `d` alone.
    private static func isArchive(_ path: String) -> Bool {
        guard let repository = try? GitRepository.open(path),
            let tree = try? repository.resolve("HEAD").tree,
            let files = try? repository.entries(under: [], in: tree, limit: 4)
        else { return false }
        let names: Set<[UInt8]> = [Array("m".utf8), Array("d".utf8)]
        return !files.isEmpty && files.allSatisfy { names.contains($0.path) }
    }
}
