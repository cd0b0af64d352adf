// swift-tools-version: 6.2
// SPDX-License-Identifier: GPL-2.0-only

// How fast the machine is; `docs/performance.md` says how to read it.
//
//     swift run --package-path Tests/Benchmarks -c release MachineBenchmark

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
        // The main package's module, by a symbolic link: it needs no product of its own for this.
        .target(name: "RISCVMachine", swiftSettings: strict),
        .executableTarget(
            name: "MachineBenchmark", dependencies: ["RISCVMachine"], swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6])
