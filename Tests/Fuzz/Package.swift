// swift-tools-version: 6.2
// SPDX-License-Identifier: GPL-2.0-only

// Fuzzers for what reads hostile input. They need the libFuzzer of the Swift toolchain for Linux:
//
//     swift build --package-path Tests/Fuzz -c release --sanitize=fuzzer --sanitize=address \
//         -Xswiftc -sanitize-coverage=edge,inline-8bit-counters
//     SWIFT_BACKTRACE=enable=no ASAN_OPTIONS=malloc_context_size=0:detect_leaks=0 \
//         Tests/Fuzz/.build/release/FuzzMachine -max_total_time=600 -max_len=1100 CORPUS
//
// A debug build says which precondition failed, and why. An input that was found becomes a test of
// the main package that runs without any of this.

import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
]

let package = Package(
    name: "Fuzz",
    targets: [
        // The main package's module, by a symbolic link: it needs no product of its own for this.
        .target(name: "RISCVMachine", swiftSettings: strict),
        .target(name: "ByteText", swiftSettings: strict),
        .systemLibrary(name: "CGit2", pkgConfig: "libgit2"),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib"),
        .target(name: "GitObjects", dependencies: ["CGit2"], swiftSettings: strict),
        .target(
            name: "Mail", dependencies: ["ByteText", "CZlib", "GitObjects"], swiftSettings: strict),
        .target(name: "MailThreads", dependencies: ["ByteText", "Mail"], swiftSettings: strict),
        .target(name: "UnifiedDiffs", dependencies: ["ByteText"], swiftSettings: strict),
        .target(
            name: "HunkMatching",
            dependencies: ["ByteText", "CZlib", "GitObjects", "UnifiedDiffs"],
            swiftSettings: strict),
        .executableTarget(
            name: "FuzzMailbox", dependencies: ["Mail", "MailThreads"], swiftSettings: strict),
        .executableTarget(
            name: "FuzzMessage", dependencies: ["ByteText", "Mail", "MailThreads"],
            swiftSettings: strict),
        .executableTarget(
            name: "FuzzDiffs", dependencies: ["ByteText", "UnifiedDiffs"], swiftSettings: strict),
        .executableTarget(
            name: "FuzzMatching",
            dependencies: ["ByteText", "GitObjects", "HunkMatching", "UnifiedDiffs"],
            swiftSettings: strict),
        .executableTarget(
            name: "FuzzELFImage", dependencies: ["RISCVMachine"], swiftSettings: strict),
        .executableTarget(
            name: "FuzzMachine", dependencies: ["RISCVMachine"], swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6])
