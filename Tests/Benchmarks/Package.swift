// swift-tools-version: 6.2
// SPDX-License-Identifier: GPL-2.0-only

// How fast the machine, the applier and the reading of mail are; `docs/performance.md` says how to
// read it.
//
//     swift run --package-path Tests/Benchmarks -c release MachineBenchmark
//     swift run --package-path Tests/Benchmarks -c release ApplyBenchmark
//     swift run --package-path Tests/Benchmarks -c release MailBenchmark REPOSITORY

import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
]

let package = Package(
    name: "Benchmarks",
    targets: [
        // The main package's modules, by symbolic links: they need no product of their own for this.
        .target(name: "RISCVMachine", swiftSettings: strict),
        .target(name: "ByteText", swiftSettings: strict),
        .systemLibrary(
            name: "CGit2", pkgConfig: "libgit2", providers: [.apt(["libgit2-dev"])]),
        .systemLibrary(
            name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .target(name: "UnifiedDiffs", dependencies: ["ByteText"], swiftSettings: strict),
        .target(name: "GitObjects", dependencies: ["CGit2"], swiftSettings: strict),
        .target(
            name: "HunkMatching",
            dependencies: ["ByteText", "CZlib", "GitObjects", "UnifiedDiffs"],
            swiftSettings: strict),
        .target(name: "BenchmarkTools", swiftSettings: strict),
        .executableTarget(
            name: "MachineBenchmark", dependencies: ["BenchmarkTools", "RISCVMachine"],
            swiftSettings: strict),
        .executableTarget(
            name: "ApplyBenchmark",
            dependencies: ["BenchmarkTools", "ByteText", "CGit2", "HunkMatching", "UnifiedDiffs"],
            swiftSettings: strict),
        .target(
            name: "Mail", dependencies: ["ByteText", "CZlib", "GitObjects"], swiftSettings: strict),
        .target(name: "MailThreads", dependencies: ["ByteText", "Mail"], swiftSettings: strict),
        .executableTarget(
            name: "MailBenchmark",
            dependencies: ["BenchmarkTools", "ByteText", "Mail", "MailThreads"],
            swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6])
