// SPDX-License-Identifier: GPL-2.0-only

internal import Foundation
internal import SystemPackage

/// Reading and writing of whole files and folders of ours.
enum StorageFile {
    /// What lies at a path.
    enum Kind {
        case file
        case folder
        /// A symbolic link, a device, a socket.
        case other
    }

    /// The bytes of a file; nil when there is none, or none that can be read.
    static func bytes(_ path: String) -> [UInt8]? {
        guard let data = FileManager.default.contents(atPath: path) else { return nil }
        return [UInt8](data)
    }

    /// The last bytes of a file as text; empty when there is none.
    static func tail(_ path: String, limit: Int) -> String {
        guard let bytes = bytes(path) else { return "" }
        return String(decoding: bytes.suffix(limit), as: UTF8.self)
    }

    /// Writes a file in one step: readers see the old content or the new one, never a part. The
    /// folder is made where needed.
    static func write(_ bytes: [UInt8], to path: String) throws(KernelBuildError) {
        do {
            let target = URL(fileURLWithPath: path)
            try FileManager.default.createDirectory(
                at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(bytes).write(to: target, options: .atomic)
        } catch {
            throw .storage(path: path, reason: (error as NSError).localizedDescription)
        }
    }

    /// Writes a file that nobody else can see yet. Foundation would wait for the disk at each one:
    /// 12 s and more for the 7,000 files of a tree, instead of 3 s.
    static func writeNew(_ bytes: [UInt8], to path: String) throws(KernelBuildError) {
        let folder = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
        if kind(folder) != .folder { try makeFolder(folder) }
        do {
            let file = try FileDescriptor.open(
                FilePath(path), .writeOnly, options: [.create, .truncate, .closeOnExec],
                permissions: .ownerReadWrite)
            try file.closeAfter { _ = try file.writeAll(bytes) }
        } catch {
            throw .storage(path: path, reason: "\(error)")
        }
    }

    /// Makes a folder and those above it.
    static func makeFolder(_ path: String) throws(KernelBuildError) {
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true)
        } catch {
            throw .storage(path: path, reason: (error as NSError).localizedDescription)
        }
    }

    /// The names in a folder in the order of their bytes; none when it cannot be read.
    static func names(in folder: String) -> [String] {
        let names = try? FileManager.default.contentsOfDirectory(atPath: folder)
        return (names ?? []).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// What lies at a path, links not followed; nil when nothing does.
    static func kind(_ path: String) -> Kind? {
        guard let status = try? FilePath(path).stat(followTargetSymlink: false) else { return nil }
        return switch status.type {
        case .regular: .file
        case .directory: .folder
        default: .other
        }
    }

    /// Whether a file can be run, links followed.
    static func isProgram(_ path: String) -> Bool {
        guard let status = try? FilePath(path).stat(), status.type == .regular else { return false }
        return FileManager.default.isExecutableFile(atPath: path)
    }

    /// Moves a finished folder to its name. When somebody else was faster, theirs stays.
    static func publish(folder: String, as target: String) throws(KernelBuildError) {
        do {
            try makeFolder(URL(fileURLWithPath: target).deletingLastPathComponent().path)
            try FileManager.default.moveItem(atPath: folder, toPath: target)
        } catch {
            guard kind(target) == .folder else {
                throw .storage(path: target, reason: "\(error)")
            }
        }
    }

    /// Removes a file or folder, if it is there.
    static func remove(_ path: String) {
        try? FileManager.default.removeItem(atPath: path)
    }
}
