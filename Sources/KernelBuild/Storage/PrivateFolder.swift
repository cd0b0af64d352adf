// SPDX-License-Identifier: GPL-2.0-only

internal import Foundation

/// A folder of our own that goes when its last holder goes.
final class PrivateFolder: Sendable {
    /// An absolute path.
    let path: String

    private static let prefix = "review-thread-"

    /// Makes a new folder that nobody else can read, inside of `parent`.
    ///
    /// The name carries the process, so that the next one can clear up after a killed one.
    init(in parent: String) throws(KernelBuildError) {
        let process = ProcessInfo.processInfo.processIdentifier
        path = "\(parent)/\(Self.prefix)\(process)-\(UUID().uuidString)"
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
        } catch {
            throw .storage(path: path, reason: (error as NSError).localizedDescription)
        }
    }

    deinit {
        StorageFile.remove(path)
    }

    /// Makes a folder inside.
    func subfolder(_ name: String) throws(KernelBuildError) -> String {
        let folder = "\(path)/\(name)"
        try StorageFile.makeFolder(folder)
        return folder
    }

    /// Removes the folders in `parent` whose processes are gone.
    static func removeAbandoned(in parent: String) {
        for name in StorageFile.names(in: parent) where name.hasPrefix(prefix) {
            let process = name.dropFirst(prefix.count).prefix { $0 != "-" }
            guard Int32(process) != nil, StorageFile.kind("/proc/self") != nil,
                StorageFile.kind("/proc/\(process)") == nil
            else { continue }
            StorageFile.remove("\(parent)/\(name)")
        }
    }
}
