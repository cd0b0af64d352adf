// SPDX-License-Identifier: GPL-2.0-only

internal import Foundation

/// The three programs that turn C into an image and an image's addresses into lines.
public struct Toolchain: Hashable, Sendable {
    /// The compiler, an absolute path.
    public let clang: String

    /// The linker, called under the name that makes it an ELF linker.
    public let linker: String

    /// Turns addresses into functions, files and lines.
    public let symbolizer: String

    /// The compiler's own words about its version; part of every cache key.
    public let version: String

    /// Finds the toolchain by a search path.
    ///
    /// The first `clang` that can compile for `riscv64` and can be confined is taken, and the other programs from the
    /// folder of the real file behind it (`swift` ships them together), then from the folder of its
    /// link, then from the search path.
    ///
    /// - Parameters:
    ///   - searchPath: folders with `:` between them, as the environment's `PATH`.
    ///   - cacheFolder: where to note what a compiler said about itself, so that it is asked once;
    ///     nil asks each time (about 0.1 s).
    ///   - temporaryFolder: where a folder for trying out a compiler is made.
    /// - Throws: ``KernelBuildError/toolMissing(tool:searched:)``,
    ///   ``KernelBuildError/targetMissing(compilers:)`` and
    ///   ``KernelBuildError/confinementMissing(compilers:)``.
    public static func find(
        searchPath: String, cacheFolder: String? = nil, temporaryFolder: String = "/tmp"
    ) async throws(KernelBuildError) -> Toolchain {
        let folders = searchPath.split(separator: ":").map(String.init).filter { $0.first == "/" }
        let candidates = folders.map { "\($0)/clang" }.filter(StorageFile.isProgram)
        guard !candidates.isEmpty else {
            throw .toolMissing(tool: "clang", searched: folders)
        }
        var lacking: [String] = []
        var unconfined: [String] = []
        for candidate in candidates {
            let real = URL(fileURLWithPath: candidate).resolvingSymlinksInPath().path
            guard !(lacking + unconfined).contains(real) else { continue }
            let card = try await CompilerCard.of(
                clang: real, cacheFolder: cacheFolder, temporaryFolder: temporaryFolder)
            guard card.targets.contains("riscv64") else {
                lacking.append(real)
                continue
            }
            guard card.isConfinable else {
                unconfined.append(real)
                continue
            }
            let beside = [real, candidate].map {
                URL(fileURLWithPath: $0).deletingLastPathComponent().path
            }
            let places = beside + folders
            return Toolchain(
                clang: real, linker: try tool("ld.lld", in: places),
                symbolizer: try tool("llvm-symbolizer", in: places), version: card.version)
        }
        if !unconfined.isEmpty { throw .confinementMissing(compilers: unconfined) }
        throw .targetMissing(compilers: lacking)
    }

    private static func tool(
        _ name: String, in folders: [String]
    ) throws(KernelBuildError) -> String {
        guard let path = folders.map({ "\($0)/\(name)" }).first(where: StorageFile.isProgram) else {
            throw .toolMissing(tool: name, searched: folders)
        }
        return path
    }
}
