// swift-tools-version: 6.2
// SPDX-License-Identifier: GPL-2.0-only

// Fuzzers for what reads hostile input. They need the libFuzzer of the Swift toolchain for Linux:
//
//     swift build --package-path Tests/Fuzz --sanitize=fuzzer --sanitize=address
//     SWIFT_BACKTRACE=enable=no Tests/Fuzz/.build/debug/FuzzMachine -max_total_time=600 CORPUS
//
// Add `-c release -Xswiftc -enforce-exclusivity=checked` for speed; preconditions stay. An input
// that was found becomes a test of the main package that runs without any of this.

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
        .executableTarget(
            name: "FuzzELFImage", dependencies: ["RISCVMachine"], swiftSettings: strict),
        .executableTarget(
            name: "FuzzMachine", dependencies: ["RISCVMachine"], swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6])
