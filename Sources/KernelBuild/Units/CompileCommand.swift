// SPDX-License-Identifier: GPL-2.0-only

/// The compiler's flags for one unit. All paths in them are the compiler's own names, so that they
/// are the same on every machine and serve as a key.
struct CompileCommand: Hashable {
    /// What to compile.
    enum Unit: Hashable {
        /// A file of the kernel tree.
        case tree(String)
        /// A bench, by the name of its file and the driver that it includes.
        case bench(file: String, driver: String)
    }

    let unit: Unit
    let architecture: String?
    let includes: [String]

    /// Headers given before the unit, if the tree has them.
    static let preludes = [
        "include/linux/compiler-version.h", "include/linux/kconfig.h",
        "include/linux/compiler_types.h",
    ]

    private static let target = [
        "--no-default-config", "--target=riscv64-unknown-none-elf", "-march=rv64im", "-mabi=lp64",
        "-mcmodel=medany", "-mno-relax", "-O1", "-ffunction-sections", "-fdata-sections",
        "-fno-jump-tables", "-fno-crash-diagnostics", "-fintegrated-cc1", "-Wno-everything",
    ]

    /// The kernel's own choices of language and errors; no vectors and unrolling, which only make
    /// code longer to run. `-fno-inline` and `-fno-optimize-sibling-calls` keep the calls to be seen
    /// as calls, so that a stack names each caller's line; `-g1` is lines.
    private static let language = [
        "-nostdinc", "-ffreestanding", "-std=gnu11", "-fms-extensions",
        "-fno-strict-aliasing", "-fno-strict-overflow", "-fno-delete-null-pointer-checks",
        "-fno-common", "-fshort-wchar", "-funsigned-char", "-fno-pic", "-fno-vectorize",
        "-fno-slp-vectorize", "-fno-unroll-loops", "-fno-stack-protector", "-fno-inline",
        "-fno-optimize-sibling-calls", "-fmacro-prefix-map=/tree/=",
        "-fno-asynchronous-unwind-tables", "-g1", "-ffile-compilation-dir=/",
        "-Werror=implicit-function-declaration", "-Werror=implicit-int",
        "-Werror=incompatible-pointer-types", "-Werror=int-conversion", "-Werror=return-type",
        "-fno-caret-diagnostics", "-ferror-limit=20", "-fmacro-backtrace-limit=4",
        "-D__KERNEL__", "-D__DISABLE_EXPORTS", "-DKBUILD_MODFILE=\"shim\"",
        "-DKBUILD_BASENAME=\"shim\"", "-DKBUILD_MODNAME=\"shim\"", "-D__KBUILD_MODNAME=kmod_shim",
    ]

    /// What every unit is compiled with.
    static let common = target + language

    /// From C to IR, without the names of files on disk.
    func frontEnd(in view: CompilerView) -> [String] {
        var flags = Self.common
        if let architecture { flags.append("-I/shim/arch-\(architecture)") }
        flags += [
            "-I/shim", "-I/generic", "-I/tree/include", "-I/generic-uapi", "-I/tree/include/uapi",
            "-I/shim/generated/uapi",
        ]
        if let architecture {
            flags += [
                "-I/tree/arch/\(architecture)/include", "-I/tree/arch/\(architecture)/include/uapi",
            ]
        }
        for prelude in Self.preludes where view.contains(prelude) {
            flags += ["-include", "/tree/\(prelude)"]
        }
        for include in includes { flags += ["-include", include] }
        switch unit {
        case .tree(let path):
            flags.append("-I/tree/\(folder(of: path))")
        case .bench(_, let driver):
            // Ours first: a patch may add files of these names.
            flags += [
                "-I/tree/\(folder(of: driver))", "-iquote/bench", "-iquote/runtime",
                "-iquote/tree", "-I/runtime", "-I/bench",
            ]
        }
        return flags + ["-S", "-emit-llvm", "-x", "c"]
    }

    /// From IR to an object.
    static let backEnd = target + ["-c", "-x", "ir"]

    /// The main file: one line, so that the unit itself is read through the overlay.
    var source: String {
        switch unit {
        case .tree(let path): "#include \"/tree/\(path)\"\n"
        case .bench(let file, _): "#include \"/bench/\(file)\"\n"
        }
    }

    /// Whether it is a bench.
    var isBench: Bool {
        switch unit {
        case .tree: false
        case .bench: true
        }
    }

    /// How reports name the unit.
    var path: String {
        switch unit {
        case .tree(let path): path
        case .bench(let file, _): "bench/\(file)"
        }
    }

    private func folder(of path: String) -> String {
        path.split(separator: "/").dropLast().joined(separator: "/")
    }
}
