// SPDX-License-Identifier: GPL-2.0-only

internal import Foundation

/// One file from the web, by the program `curl`.
struct Download {
    /// Why nothing came.
    enum Failure: Error, Equatable {
        /// There is no `curl`.
        case noProgram
        /// More bytes came than are taken.
        case tooLong(limit: Int)
        /// curl's own words.
        case refused(String)
    }

    /// The address.
    let address: String
    /// Seconds for all of it.
    let seconds: Int
    /// The most bytes.
    let mostBytes: Int

    /// The bytes.
    ///
    /// Redirections are followed five times, to the web alone. A server that sends less than 100
    /// bytes a second for 20 seconds is given up before the time is over.
    func bytes(searchPath: String) throws(Failure) -> [UInt8] {
        let curl = searchPath.split(separator: ":").map { "\($0)/curl" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
        guard let curl else { throw .noProgram }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: curl)
        process.arguments = [
            // The user's own settings could write files or print other things.
            "--disable", "--silent", "--show-error", "--fail", "--globoff",
            "--location", "--max-redirs", "5", "--proto", "=http,https",
            "--proto-redir", "=http,https",
            "--max-time", "\(seconds)", "--connect-timeout", "\(min(seconds, 20))",
            "--speed-limit", "100", "--speed-time", "20",
            "--user-agent", "review-thread/\(ProgramVersion.text)", "--url", address,
        ]
        let (output, errors) = (Pipe(), Pipe())
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = errors
        do { try process.run() } catch { throw .refused(error.reason) }
        var bytes: [UInt8] = []
        var isTooLong = false
        while let piece = try? output.fileHandleForReading.read(upToCount: 1 << 16),
            !piece.isEmpty
        {
            bytes += piece
            if bytes.count > mostBytes {
                isTooLong = true
                // A child begins with the signals blocked that the thread which starts it blocks,
                // and what runs tasks blocks all that can be.
                kill(process.processIdentifier, SIGKILL)
                break
            }
        }
        let words = (try? errors.fileHandleForReading.read(upToCount: 4_096)) ?? Data()
        process.waitUntilExit()
        if isTooLong { throw .tooLong(limit: mostBytes) }
        guard process.terminationReason == .exit, process.terminationStatus == 0 else {
            let line = String(decoding: words, as: UTF8.self).split(separator: "\n").first
            throw .refused(line.map(String.init) ?? "curl ended with \(process.terminationStatus)")
        }
        return bytes
    }
}
