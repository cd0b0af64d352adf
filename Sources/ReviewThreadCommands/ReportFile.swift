// SPDX-License-Identifier: GPL-2.0-only

internal import Foundation

/// A place for a report: a file, a device or a pipe; `-` is standard output.
struct ReportFile {
    let path: String

    /// Finds out before a long review whether the place can be written to.
    func check() throws(CommandFailure) {
        guard path != "-" else { return }
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        guard FileManager.default.fileExists(atPath: folder) else {
            throw CommandFailure(
                status: .cannotWrite,
                message: "cannot write \(path): there is no folder \(folder)")
        }
        guard kind != .typeDirectory else {
            throw CommandFailure(
                status: .cannotWrite, message: "cannot write \(path): it is a folder")
        }
        guard FileManager.default.isWritableFile(atPath: kind == nil ? folder : path) else {
            throw CommandFailure(
                status: .cannotWrite,
                message: "cannot write \(path): its permissions forbid it")
        }
    }

    /// Writes the report.
    func write(_ text: String) throws(CommandFailure) {
        guard path != "-" else { return try write(text, to: .standardOutput) }
        do {
            // A device or pipe is written to; writing a new file in its place would remove it.
            let url = URL(fileURLWithPath: path).resolvingSymlinksInPath()
            if kind == nil || kind == .typeRegular {
                try Data(text.utf8).write(to: url, options: .atomic)
            } else {
                try FileHandle(forWritingTo: url).write(contentsOf: Data(text.utf8))
            }
        } catch {
            throw CommandFailure(
                status: .cannotWrite, message: "cannot write \(path): \(error.reason)")
        }
    }

    /// Opens the place for text that comes piece by piece; a file begins empty.
    func open() throws(CommandFailure) -> FileHandle {
        guard path != "-" else { return .standardOutput }
        do {
            let url = URL(fileURLWithPath: path).resolvingSymlinksInPath()
            if kind == nil || kind == .typeRegular { try Data().write(to: url) }
            return try FileHandle(forWritingTo: url)
        } catch {
            throw CommandFailure(
                status: .cannotWrite, message: "cannot write \(path): \(error.reason)")
        }
    }

    /// Writes a piece of text to what ``open()`` gave.
    func write(_ text: String, to handle: FileHandle) throws(CommandFailure) {
        do {
            try handle.write(contentsOf: Data(text.utf8))
        } catch {
            throw CommandFailure(
                status: .cannotWrite,
                message: "cannot write \(path == "-" ? "to standard output" : path): "
                    + error.reason)
        }
    }

    /// What is at the path, links followed; nil for nothing.
    private var kind: FileAttributeType? {
        let place = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        let attributes = try? FileManager.default.attributesOfItem(atPath: place)
        return attributes?[.type] as? FileAttributeType
    }
}
