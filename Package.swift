// swift-tools-version: 6.2
// SPDX-License-Identifier: GPL-2.0-only

import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
]

func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(
    _ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []
) -> Target {
    .testTarget(
        name: "\(name)Tests",
        dependencies: [.target(name: name)] + dependencies,
        exclude: exclude,
        swiftSettings: strict)
}

let package = Package(
    name: "review-thread",
    products: [.executable(name: "review-thread", targets: ["review-thread"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    ],
    targets: [
        module("ByteText"),
        .systemLibrary(
            name: "CGit2", pkgConfig: "libgit2", providers: [.apt(["libgit2-dev"])]),
        .systemLibrary(
            name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(
            name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        module("GitObjects", ["CGit2"]),
        module("Mail", ["ByteText", "CZlib", "GitObjects"]),
        module("MailThreads", ["ByteText", "Mail"]),
        module("UnifiedDiffs", ["ByteText"]),
        module("Maintainers", ["Mail"]),
        module("Proposals", ["ByteText", "Mail", "MailThreads", "UnifiedDiffs"]),
        module("HunkMatching", ["ByteText", "CZlib", "GitObjects", "UnifiedDiffs"]),
        .target(name: "BenchFiles", exclude: ["shim", "runtime", "benches", "scenarios"]),
        module("Benches", ["BenchFiles"]),
        module(
            "KernelBuild",
            [
                "Benches", "GitObjects", "HunkMatching", "UnifiedDiffs",
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ]),
        module("RISCVMachine"),
        module("GatherSimulation", ["Benches", "RISCVMachine"]),
        module(
            "Reviews",
            [
                "Benches", "ByteText", "GatherSimulation", "GitObjects", "HunkMatching",
                "KernelBuild", "Mail", "MailThreads", "Maintainers", "Proposals", "UnifiedDiffs",
            ]),
        module(
            "ThreadIndex",
            [
                "CSQLite", "GitObjects", "HunkMatching", "Mail", "MailThreads", "Proposals",
                "Reviews",
            ]),
        module(
            "Reports",
            [
                "ByteText", "GatherSimulation", "GitObjects", "HunkMatching", "KernelBuild", "Mail",
                "MailThreads", "Maintainers", "Proposals", "Reviews", "UnifiedDiffs",
            ]),
        module(
            "ReviewThreadCommands",
            [
                "Benches", "GatherSimulation", "GitObjects", "HunkMatching", "KernelBuild", "Mail",
                "MailThreads", "Proposals", "Reports", "Reviews", "ThreadIndex", "UnifiedDiffs",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        .executableTarget(
            name: "review-thread", dependencies: ["ReviewThreadCommands"], swiftSettings: strict),
        tests("ByteText"),
        tests("GitObjects"),
        tests("Mail", ["ByteText"]),
        tests("Maintainers", ["Mail"]),
        tests(
            "MailThreads", ["ByteText", "GitObjects", "Mail"],
            exclude: ["Agreement/Figures", "Agreement/Peers"]),
        tests("UnifiedDiffs", ["ByteText"]),
        tests(
            "Proposals", ["Mail", "MailThreads", "UnifiedDiffs"], exclude: ["Corpus", "Labels"]),
        tests(
            "HunkMatching", ["ByteText", "GitObjects", "UnifiedDiffs"],
            exclude: ["Archive/extract-patches.sh"]),
        tests("Benches"),
        tests("KernelBuild", ["Benches", "HunkMatching", "UnifiedDiffs"]),
        tests("RISCVMachine"),
        tests("GatherSimulation", ["Benches", "RISCVMachine"]),
        tests(
            "Reviews",
            [
                "Benches", "ByteText", "GatherSimulation", "GitObjects", "HunkMatching",
                "KernelBuild", "Mail", "MailThreads", "Maintainers", "Proposals", "UnifiedDiffs",
            ]),
        tests(
            "Reports",
            [
                "Benches", "GatherSimulation", "HunkMatching", "KernelBuild", "Mail",
                "MailThreads", "Maintainers", "Proposals", "Reviews", "UnifiedDiffs",
            ], exclude: ["Golden"]),
        tests("ThreadIndex", ["HunkMatching", "Mail", "MailThreads", "Proposals", "Reviews"]),
        tests("ReviewThreadCommands", ["Mail", "Proposals"]),
    ],
    swiftLanguageModes: [.v6])
