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

func tests(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .testTarget(
        name: "\(name)Tests",
        dependencies: [.target(name: name)] + dependencies,
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
        module("GitObjects", ["CGit2"]),
        module("Mail", ["ByteText"]),
        module("MailThreads", ["ByteText", "Mail"]),
        module("UnifiedDiffs", ["ByteText"]),
        module("Proposals", ["ByteText", "Mail", "MailThreads", "UnifiedDiffs"]),
        module("HunkMatching", ["ByteText", "GitObjects", "UnifiedDiffs"]),
        .target(name: "BenchFiles", exclude: ["shim", "runtime", "benches", "scenarios"]),
        module("Benches", ["BenchFiles"]),
        module(
            "KernelBuild",
            [
                "Benches", "HunkMatching",
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ]),
        module("RISCVMachine"),
        module("GatherSimulation", ["Benches", "RISCVMachine"]),
        module(
            "Reviews",
            [
                "Benches", "GatherSimulation", "HunkMatching", "KernelBuild", "Mail",
                "MailThreads", "Proposals", "UnifiedDiffs",
            ]),
        module("Reports", ["Reviews"]),
        module(
            "ReviewThreadCommands",
            [
                "Reports", "Reviews",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        .executableTarget(
            name: "review-thread", dependencies: ["ReviewThreadCommands"], swiftSettings: strict),
        tests("ByteText"),
        tests("GitObjects"),
        tests("Mail"),
        tests("MailThreads"),
        tests("UnifiedDiffs"),
        tests("Proposals"),
        tests("HunkMatching"),
        tests("Benches"),
        tests("KernelBuild"),
        tests("RISCVMachine"),
        tests("GatherSimulation"),
        tests("Reviews"),
        tests("Reports"),
        tests("ReviewThreadCommands"),
    ],
    swiftLanguageModes: [.v6])
