// SPDX-License-Identifier: GPL-2.0-only

internal import Foundation

/// A folder given by the user.
struct BenchFolder {
    let path: String
    let limits: BenchLimits

    /// The benches, headers and scenarios right in the folder, with paths as if they were
    /// embedded, in the order of their names.
    func files() throws(BenchesError) -> [BenchFile] {
        let names: [String]
        var isFolder: ObjCBool = false
        guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw .unreadable(path: path, reason: "there is no such folder")
        }
        guard isFolder.boolValue else {
            throw .unreadable(path: path, reason: "it is no folder")
        }
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: path)
        } catch {
            throw .unreadable(path: path, reason: reason(of: error))
        }
        guard names.count <= limits.filesPerFolder else {
            throw .tooLarge(path: path, limit: "\(limits.filesPerFolder) files in a folder")
        }
        var files: [BenchFile] = []
        for name in names.sorted() where !name.hasPrefix(".") {
            if name.hasSuffix(".c") || name.hasSuffix(".h") {
                files.append(try file(name, in: "benches"))
            } else if name.hasSuffix(".scenario") {
                files.append(try file(name, in: "scenarios"))
            }
        }
        return files
    }

    private func file(_ name: String, in kind: String) throws(BenchesError) -> BenchFile {
        let onDisk = path.hasSuffix("/") ? path + name : path + "/" + name
        let bytes: [UInt8]
        do {
            let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: onDisk))
            defer { try? handle.close() }
            bytes = Array(try handle.read(upToCount: limits.bytesPerFile + 1) ?? Data())
        } catch {
            throw .unreadable(path: onDisk, reason: reason(of: error))
        }
        guard bytes.count <= limits.bytesPerFile else {
            throw .tooLarge(path: onDisk, limit: "\(limits.bytesPerFile) bytes")
        }
        return BenchFile(path: "\(kind)/\(name)", bytes: bytes, origin: .folder(onDisk))
    }

    /// Why something that is there cannot be read.
    private func reason(of error: any Error) -> String {
        (error as? CocoaError)?.code == .fileReadNoPermission
            ? "its permissions forbid it" : "reading it failed"
    }
}
