// SPDX-License-Identifier: GPL-2.0-only

/// The beginning of a bench: what can be read off the driver, and gaps to fill in.
///
/// It compiles where the driver does, and ends as "not modelled" at the first register.
public struct BenchDraft: Hashable, Sendable {
    /// The driver.
    public let source: DriverSource

    /// Functions that neither the tree's units nor the simulation have, with the files of the tree
    /// that may define them.
    public var missing: [Missing]

    /// A function to find.
    public struct Missing: Hashable, Sendable {
        /// The function.
        public let function: String

        /// Paths in the tree, fewest first; none where nothing was found.
        public let definedIn: [String]

        /// Names one.
        public init(function: String, definedIn: [String]) {
            self.function = function
            self.definedIn = definedIn
        }
    }

    /// Drafts a bench.
    public init(_ source: DriverSource, missing: [Missing] = []) {
        self.source = source
        self.missing = missing
    }

    /// The C file.
    public var text: String {
        ([header, "", "#include \"\(source.path)\"", ""] + Self.includes + [""] + body)
            .joined(separator: "\n") + "\n"
    }

    private var header: String {
        let sizes = source.leafSizes.isEmpty ? [4096] : source.leafSizes
        var lines = [
            "/* SPDX-License-Identifier: GPL-2.0-only", " *", " * bench: \(source.benchName)",
            " * driver: \(source.path)", " * units: \(source.units.joined(separator: " "))",
            " * page: \(sizes[0])", " * iova: 0x\(String(max(sizes[0], 0x10_0000), radix: 16))",
            " * leaf: \(sizes.map(String.init).joined(separator: " "))", " *",
        ]
        if source.leafSizes.isEmpty {
            lines.append(" * TODO: the driver computes its leaf sizes; put them above.")
        }
        lines.append(" * TODO: the device in a few sentences: what invalidates, what completes it.")
        if !source.formats.isEmpty {
            lines.append(" * Formats: \(source.formats.joined(separator: " ")).")
        }
        if !source.operations.isEmpty {
            lines.append(" * Operations:")
            for operation in source.operations {
                lines.append(" *   \(operation.member): \(operation.function)()")
            }
        }
        if !missing.isEmpty {
            lines.append(
                " * Functions that nothing here has yet (docs/benches.md says what to do):")
            for function in missing {
                let places = function.definedIn.prefix(3).joined(separator: " ")
                lines.append(
                    " *   \(function.function)()"
                        + (places.isEmpty ? "" : ", perhaps in \(places)"))
            }
        }
        return (lines + [" */"]).joined(separator: "\n")
    }

    private var operations: String { source.ops.map { "&\($0)" } ?? "NULL /* TODO */" }

    private static let includes = ["#include \"bench.h\"", "#include \"client.h\""]

    private var body: [String] {
        let name = source.benchName
        return [
            "u64 bench_mmio_read(u64 address, unsigned int bytes)", "{",
            "\t/* TODO: answer each register that the driver reads. */",
            "\tbench_unsupported(\"read of \(name) register\", address - BENCH_MMIO_BASE);",
            "\treturn 0;", "}", "",
            "void bench_mmio_write(u64 address, u64 value, unsigned int bytes)", "{",
            "\t/* TODO: keep what is programmed; device_invalidate_*() for a flush. */",
            "\tbench_unsupported(\"write to \(name) register\", address - BENCH_MMIO_BASE);", "}",
            "", "bool bench_walk(u64 iova, struct bench_leaf *leaf)", "{",
            "\t/* TODO: from the address that the driver programmed, by device_read32() or 64(). */",
            "\tdevice_unsupported(\"the page table of \(name)\");", "\treturn false;", "}", "",
            "static struct iommu_device hardware;", "", "int bench_setup(void)", "{",
            source.probe.map {
                "\t/* TODO: the state that \($0)() makes; call it if it can run. */"
            }
                ?? "\t/* TODO: the state that the driver's probe makes. */",
            "\tbench_client_join(&hardware, \(source.ops.map { "&\($0)" } ?? "NULL /* TODO */"), 0);",
            "\treturn bench_client_attach();", "}",
        ]
    }
}
