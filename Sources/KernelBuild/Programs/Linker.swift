// SPDX-License-Identifier: GPL-2.0-only

/// Links objects into a program, twice: once to learn which undefined symbols are left after
/// unreachable sections are gone, and once with an address for each.
struct Linker: Sendable {
    let toolchain: Toolchain
    let limits: BuildLimits

    /// What linking gave.
    enum Product: Sendable {
        case linked(elf: [UInt8], hostSymbols: [String: UInt64])
        case failed([String])
        case refused(Refusal, detail: String)
        case cutOff(CutOff)
    }

    private static let logBytes = 8 << 20
    private static let undefined = "undefined symbol: "

    /// Flags of both runs. The entry points of a bench say `retain` themselves; the entry address
    /// means nothing, but it has to exist.
    static let flags = [
        "--gc-sections", "--discard-locals", "--no-relax", "--no-dependent-libraries",
        "--build-id=none",
        "--threads=1", "--error-limit=0", "--color-diagnostics=never", "-e", "bench_setup",
        "--image-base=0x140001000",
    ]

    /// Links.
    ///
    /// - Parameters:
    ///   - objects: paths of object files, in order.
    ///   - names: what messages call them.
    ///   - folder: an empty private folder.
    func link(
        _ objects: [String], names: [String], folder: String
    ) async throws(KernelBuildError) -> Product {
        let dry = try await run(objects, addresses: [:], folder: folder)
        if let cutOff = dry.run.cutOff { return .cutOff(cutOff) }
        let names = Set(
            dry.errors.compactMap { line in
                line.hasPrefix(Self.undefined) ? String(line.dropFirst(Self.undefined.count)) : nil
            })
        guard names.count <= limits.hostSymbols else {
            return .refused(.hostSymbols, detail: "\(names.count)")
        }
        let others = dry.errors.filter { !$0.hasPrefix(Self.undefined) }
        func readable(_ lines: [String]) -> [String] {
            lines.map { line in
                zip(objects, names).reduce(line) { $0.replacing($1.0, with: $1.1) }
            }
        }
        guard others.isEmpty else { return .failed(readable(others)) }
        let addresses = ImageLayout.hostAddresses(names)
        let final =
            names.isEmpty ? dry : try await run(objects, addresses: addresses, folder: folder)
        if let cutOff = final.run.cutOff { return .cutOff(cutOff) }
        guard final.run.succeeded, let elf = StorageFile.bytes("\(folder)/image.elf") else {
            return .failed(
                final.errors.isEmpty ? ["the linker stopped"] : readable(final.errors))
        }
        let memory = ImageLayout.loadedBytes(of: elf) ?? .max
        guard memory <= limits.imageBytes else {
            return .refused(.imageSize, detail: "\(memory) bytes")
        }
        return .linked(elf: elf, hostSymbols: addresses)
    }

    /// One run, and the text of the lines that say `error:`.
    private func run(
        _ objects: [String], addresses: [String: UInt64], folder: String
    ) async throws(KernelBuildError) -> (run: ToolRun, errors: [String]) {
        var arguments = Self.flags
        for (name, address) in addresses.sorted(by: { $0.value < $1.value }) {
            arguments.append("--defsym=\(name)=0x\(String(address, radix: 16))")
        }
        let run = try await ToolRunner(limits: limits).run(
            toolchain.linker, arguments + ["-o", "\(folder)/image.elf"] + objects,
            log: "\(folder)/log", folder: folder)
        let log = StorageFile.tail("\(folder)/log", limit: Self.logBytes)
        let errors = log.split(separator: "\n").compactMap { line -> String? in
            let parts = line.split(separator: ": error: ", maxSplits: 1)
            return parts.count == 2 ? String(parts[1]) : nil
        }
        return (run, errors)
    }
}
