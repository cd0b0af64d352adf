// SPDX-License-Identifier: GPL-2.0-only

internal import Foundation
internal import SystemPackage

/// What a compiler says about itself, noted in the cache under its path, size and time.
struct CompilerCard: Hashable, Codable {
    /// The first line of `--version`.
    let version: String

    /// The names of `--print-targets`.
    let targets: [String]

    static func of(
        clang: String, cacheFolder: String?
    ) async throws(KernelBuildError) -> CompilerCard {
        let store: RecordStore?
        if let cacheFolder {
            store = RecordStore(folder: "\(cacheFolder)/compilers")
        } else {
            store = nil
        }
        let key = try fileKey(clang)
        if let known = store?.read(CompilerCard.self, key: key) { return known }
        let runner = ToolRunner(limits: BuildLimits())
        let version = try await runner.run(
            clang, ["--no-default-config", "--version"], folder: "/")
        let targets = try await runner.run(
            clang, ["--no-default-config", "--print-targets"], folder: "/")
        guard version.succeeded, targets.succeeded else {
            throw .toolFailed(tool: clang, reason: "it does not answer --version")
        }
        let card = CompilerCard(
            version: lines(version).first ?? "",
            targets: lines(targets).compactMap { line in
                line.split(separator: " ").first.map(String.init)
            })
        try store?.write(card, key: key)
        return card
    }

    private static func lines(_ run: ToolRun) -> [String] {
        String(decoding: run.output, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    private static func fileKey(_ path: String) throws(KernelBuildError) -> String {
        do {
            let status = try FilePath(path).stat()
            var digest = ContentDigest()
            digest.update(field: path)
            digest.update(field: "\(status.size)")
            digest.update(field: "\(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)")
            return digest.finished()
        } catch {
            throw .toolFailed(tool: path, reason: "\(error)")
        }
    }
}
