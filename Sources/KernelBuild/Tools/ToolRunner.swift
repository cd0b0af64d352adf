// SPDX-License-Identifier: GPL-2.0-only

internal import Subprocess
internal import SystemPackage

/// Starts programs with nothing of the environment, in a private folder, under limits.
struct ToolRunner: Sendable {
    let limits: BuildLimits

    /// The limits are the shell's, since a limit must be set in the child before it becomes the
    /// program. `-f` counts blocks of 512 bytes. A limit that cannot be set is a lower one which
    /// is in force already.
    private static let script = """
        ulimit -c 0
        ulimit -t "$1"
        ulimit -v "$2"
        ulimit -f "$3"
        log=$4
        shift 4
        exec "$@" 2>"$log"
        """

    /// Runs a program to its end.
    ///
    /// - Parameters:
    ///   - tool: the path of the program.
    ///   - input: the path of a file to give as standard input; nil for none.
    ///   - outputLimit: what to read of standard output at most, in bytes.
    ///   - log: the path of a file for standard error; nil throws it away.
    ///   - folder: the private folder: working directory, `HOME` and `TMPDIR`.
    /// - Throws: ``KernelBuildError/toolFailed(tool:reason:)`` when it cannot be started.
    func run(
        _ tool: String, _ arguments: [String], input: String? = nil, outputLimit: Int = 1 << 20,
        log: String? = nil, folder: String
    ) async throws(KernelBuildError) -> ToolRun {
        let words =
            [
                "-c", Self.script, "sh", "\(limits.processorSeconds)",
                "\(limits.addressSpaceBytes / 1024)", "\(limits.outputFileBytes / 512)",
                log ?? "/dev/null",
                tool,
            ] + arguments
        let configuration = Configuration(
            executable: .path("/bin/sh"), arguments: Arguments(words),
            environment: .custom(["HOME": folder, "TMPDIR": folder, "LC_ALL": "C"]),
            workingDirectory: FilePath(folder))
        let wallSeconds = limits.wallSeconds
        do {
            return try await withThrowingTaskGroup(of: ToolRun?.self) { group in
                group.addTask {
                    try await Self.collect(configuration, input: input, limit: outputLimit)
                }
                group.addTask {
                    try await Task.sleep(for: .seconds(wallSeconds))
                    return nil
                }
                defer { group.cancelAll() }
                let first = try await group.next()
                return (first ?? nil) ?? ToolRun(ending: .outOfTime, output: [])
            }
        } catch {
            throw .toolFailed(tool: tool, reason: "\(error)")
        }
    }

    private static func collect(
        _ configuration: Configuration, input: String?, limit: Int
    ) async throws -> ToolRun {
        do {
            let standardInput = try FileDescriptor.open(
                FilePath(input ?? "/dev/null"), .readOnly, options: .closeOnExec)
            let result = try await Subprocess.run(
                configuration,
                input: .fileDescriptor(standardInput, closeAfterSpawningProcess: true),
                output: .bytes(limit: limit), error: .discarded)
            let ending: ToolRun.Ending =
                switch result.terminationStatus {
                case .exited(let status): .exited(status)
                case .signaled(let signal): .signalled(signal)
                }
            return ToolRun(ending: ending, output: result.standardOutput)
        } catch let error as SubprocessError where error.code == .outputLimitExceeded {
            return ToolRun(ending: .tooMuchOutput, output: [])
        }
    }
}
