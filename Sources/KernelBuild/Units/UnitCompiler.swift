// SPDX-License-Identifier: GPL-2.0-only

/// Compiles one unit through the overlay: C to IR, a look at the IR, IR to an object.
struct UnitCompiler: Sendable {
    let toolchain: Toolchain
    let limits: BuildLimits

    /// The path of the overlay file.
    let overlay: String

    /// What a compilation gave.
    struct Product: Sendable {
        let verdict: UnitVerdict

        /// The object; nil unless the verdict is `compiled`.
        let object: [UInt8]?

        /// The compiler's names of all files that decided about the verdict; nil when they are
        /// not known, or when the verdict hangs on the machine as well (limits).
        let readFiles: [String]?

        /// What the device does; nil for what is no bench, or no object.
        var model: DeviceModel?
    }

    /// Compiles.
    ///
    /// - Parameters:
    ///   - source: the text of the main file.
    ///   - flags: those of the front end.
    ///   - folder: an empty private folder.
    ///   - isBench: whether it is a bench, whose model is wanted.
    func compile(
        source: String, flags: [String], folder: String, isBench: Bool
    ) async throws(KernelBuildError) -> Product {
        let main = "\(folder)/main.c"
        try StorageFile.writeNew(Array(source.utf8), to: main)
        let ir = "\(folder)/unit.ll"
        let run = try await frontEnd(
            flags + ["-o", ir, "-"], main: main, folder: folder)
        let readFiles = dependencies(folder)
        guard run.succeeded else {
            let verdict = try failure(of: run, folder: folder)
            guard case .failed = verdict else {
                return Product(verdict: verdict, object: nil, readFiles: nil)
            }
            var known = readFiles
            if known == nil {
                known = try await missingHeaders(flags, main: main, folder: folder)
            }
            return Product(verdict: verdict, object: nil, readFiles: known)
        }
        guard let text = StorageFile.bytes(ir) else {
            throw .toolFailed(tool: toolchain.clang, reason: "it left no output for \(source)")
        }
        if let finding = IRInspection.finding(in: text) {
            return Product(
                verdict: .refused(finding.refusal, detail: finding.detail), object: nil,
                readFiles: readFiles)
        }
        var product = try await backEnd(ir: ir, readFiles: readFiles, folder: folder)
        if isBench, product.object != nil { product.model = DeviceModelReader.model(in: text) }
        return product
    }

    private func frontEnd(
        _ flags: [String], main: String, folder: String
    ) async throws(KernelBuildError) -> ToolRun {
        let runner = ToolRunner(limits: limits)
        let outputs = [
            "-ivfsoverlay", overlay, "--serialize-diagnostics", "\(folder)/messages.dia",
            "-Xclang", "-dependency-file", "-Xclang", "\(folder)/unit.d", "-Xclang", "-MT",
            "-Xclang", "unit", "-Xclang", "-sys-header-deps",
        ]
        return try await runner.run(
            toolchain.clang, outputs + flags, input: main, log: "\(folder)/log", folder: folder)
    }

    private func backEnd(
        ir: String, readFiles: [String]?, folder: String
    ) async throws(KernelBuildError) -> Product {
        let object = "\(folder)/unit.o"
        let run = try await ToolRunner(limits: limits).run(
            toolchain.clang, CompileCommand.backEnd + [ir, "-o", object], log: "\(folder)/log",
            folder: folder)
        guard run.succeeded, let bytes = StorageFile.bytes(object) else {
            return Product(
                verdict: brokenOff(run, folder: folder), object: nil, readFiles: nil)
        }
        return Product(verdict: .compiled, object: bytes, readFiles: readFiles)
    }

    private func dependencies(_ folder: String) -> [String]? {
        StorageFile.bytes("\(folder)/unit.d").map(DependencyFile.paths)
    }

    /// The files read by a unit with a missing header, for which clang writes no list: the
    /// preprocessor once more, told to take missing headers for empty ones and to list their names
    /// (`-MG`).
    private func missingHeaders(
        _ flags: [String], main: String, folder: String
    ) async throws(KernelBuildError) -> [String]? {
        let preprocess = flags.map { $0 == "-S" ? "-E" : $0 }.filter { $0 != "-emit-llvm" }
        _ = try await frontEnd(
            preprocess + ["-Xclang", "-MG", "-o", "\(folder)/unit.i", "-"], main: main,
            folder: folder)
        return dependencies(folder)
    }

    private func failure(
        of run: ToolRun, folder: String
    ) throws(KernelBuildError) -> UnitVerdict {
        if run.ending == .exited(1), let bytes = StorageFile.bytes("\(folder)/messages.dia"),
            let messages = try? SerializedDiagnostics.messages(
                of: bytes, limit: limits.messages, locate: VirtualPath.meaning),
            messages.contains(where: { $0.severity == .error || $0.severity == .fatal })
        {
            return .failed(messages)
        }
        return brokenOff(run, folder: folder)
    }

    private func brokenOff(_ run: ToolRun, folder: String) -> UnitVerdict {
        if let cutOff = run.cutOff { return .cutOff(cutOff) }
        let log = StorageFile.tail("\(folder)/log", limit: 1 << 16)
        if log.contains("out of memory") || log.contains("bad_alloc") { return .cutOff(.memory) }
        return switch run.ending {
        case .exited(let status): .compilerBroke("exit status \(status)")
        case .signalled(let signal): .compilerBroke("signal \(signal)")
        case .outOfTime: .cutOff(.wallTime)
        case .tooMuchOutput: .cutOff(.output)
        }
    }
}
