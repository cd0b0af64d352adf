// SPDX-License-Identifier: GPL-2.0-only

internal import Foundation
internal import SystemPackage

/// What a compiler says about itself, noted in the cache under its path, size and time.
struct CompilerCard: Hashable, Codable {
    /// The first line of `--version`.
    let version: String

    /// The names of `--print-targets`.
    let targets: [String]

    /// Whether it takes our flags and sees only what an overlay shows it.
    let isConfinable: Bool

    static func of(
        clang: String, cacheFolder: String?, temporaryFolder: String
    ) async throws(KernelBuildError) -> CompilerCard {
        let store: RecordStore?
        if let cacheFolder {
            store = RecordStore(folder: "\(cacheFolder)/compilers")
        } else {
            store = nil
        }
        let key = try fileKey(clang)
        let folder = try PrivateFolder(in: temporaryFolder)
        if let known = store?.read(CompilerCard.self, key: key) { return known }
        let runner = ToolRunner(limits: BuildLimits())
        let version = try await runner.run(
            clang, ["--no-default-config", "--version"], folder: folder.path)
        let targets = try await runner.run(
            clang, ["--no-default-config", "--print-targets"], folder: folder.path)
        guard version.succeeded, targets.succeeded else {
            throw .toolFailed(tool: clang, reason: "it does not answer --version")
        }
        let card = CompilerCard(
            version: lines(version).first ?? "",
            targets: lines(targets).compactMap { line in
                line.split(separator: " ").first.map(String.init)
            },
            isConfinable: try await isConfinable(clang, runner: runner, folder: folder.path))
        try store?.write(card, key: key)
        return card
    }

    /// Compiles a file that reads one which the overlay shows, and looks for one beside it which
    /// the overlay does not show.
    private static func isConfinable(
        _ clang: String, runner: ToolRunner, folder: String
    ) async throws(KernelBuildError) -> Bool {
        var overlay = VirtualOverlay()
        overlay.add(file: "/tree/shown.h", at: "\(folder)/shown.h")
        let source = """
            #include "/tree/shown.h"
            #if !defined(SHOWN) || __has_include("\(folder)/hidden.h") || __has_include("hidden.h")
            #error not confined
            #endif

            """
        for (name, text) in [
            ("shown.h", "#define SHOWN\n"), ("hidden.h", ""), ("main.c", source),
            ("overlay.yaml", overlay.text),
        ] {
            try StorageFile.writeNew(Array(text.utf8), to: "\(folder)/\(name)")
        }
        let run = try await runner.run(
            clang,
            CompileCommand.common + [
                "-ivfsoverlay", "\(folder)/overlay.yaml", "-S", "-emit-llvm", "-x", "c", "-o",
                "\(folder)/main.ll", "-",
            ], input: "\(folder)/main.c", folder: folder)
        return run.succeeded
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
