// SPDX-License-Identifier: GPL-2.0-only

internal import Foundation

/// Reads the files that the command line names; `-` is standard input.
enum InputReading {
    /// The most bytes of one input.
    static let mostBytes = 1 << 30

    /// The bytes of an input.
    ///
    /// - Throws: ``CommandFailure`` with ``ExitStatus/noInput``.
    static func bytes(of name: String) throws(CommandFailure) -> [UInt8] {
        let handle: FileHandle
        if name == "-" {
            handle = .standardInput
        } else {
            guard FileManager.default.fileExists(atPath: name) else {
                throw CommandFailure(status: .noInput, message: "\(name): there is no such file")
            }
            let url = URL(fileURLWithPath: name)
            if (try? url.resourceValues(forKeys: [.isDirectoryKey]))?.isDirectory == true {
                throw CommandFailure(
                    status: .noInput, message: "\(name) is a folder; name the files in it")
            }
            guard let opened = FileHandle(forReadingAtPath: name) else {
                throw CommandFailure(
                    status: .noInput, message: "\(name) cannot be opened for reading")
            }
            handle = opened
        }
        do {
            let data = try handle.read(upToCount: mostBytes + 1) ?? Data()
            guard data.count <= mostBytes else {
                throw CommandFailure(
                    status: .noInput, message: "\(name) has more than \(mostBytes) bytes")
            }
            return [UInt8](data)
        } catch let failure as CommandFailure {
            throw failure
        } catch {
            throw CommandFailure(
                status: .noInput, message: "\(name) cannot be read: \(error.reason)")
        }
    }

    /// Insists that standard input is named once at most: it can be read only once.
    ///
    /// - Parameter names: the files of all arguments and options, `-` for standard input.
    /// - Throws: ``CommandFailure`` with ``ExitStatus/usage``.
    static func checkStandardInput(_ names: [String]) throws(CommandFailure) {
        let count = names.count { $0 == "-" }
        guard count > 1 else { return }
        throw CommandFailure(
            status: .usage,
            message: "- is given \(count) times, and standard input can be read once only; name "
                + "files for the others")
    }

    /// What reports call an input.
    static func displayName(_ name: String) -> String {
        name == "-" ? "standard input" : name
    }
}
