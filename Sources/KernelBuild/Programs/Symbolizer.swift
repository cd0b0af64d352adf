// SPDX-License-Identifier: GPL-2.0-only

internal import Foundation

/// Asks llvm-symbolizer about many addresses in one run (`--output-style=JSON`: one object a
/// line).
struct Symbolizer: Sendable {
    let toolchain: Toolchain
    let limits: BuildLimits

    private struct Answer: Decodable {
        let Address: String?
        let Symbol: [Frame]?
    }

    private struct Frame: Decodable {
        let FunctionName: String
        let FileName: String
        let Line: Int
    }

    /// The frames of the addresses; addresses outside of functions are left out.
    func frames(
        of addresses: [UInt64], elf: [UInt8], folder: String
    ) async throws(KernelBuildError) -> [UInt64: [SourceFrame]] {
        let image = "\(folder)/image.elf"
        try StorageFile.writeNew(elf, to: image)
        let questions = "\(folder)/addresses"
        let text = addresses.map { "0x\(String($0, radix: 16))\n" }.joined()
        try StorageFile.writeNew(Array(text.utf8), to: questions)
        let run = try await ToolRunner(limits: limits).run(
            toolchain.symbolizer,
            ["--obj=\(image)", "--output-style=JSON", "--functions=linkage", "--no-debuginfod"],
            input: questions, outputLimit: limits.outputBytes, folder: folder)
        guard run.succeeded else {
            throw .toolFailed(tool: toolchain.symbolizer, reason: "\(run.ending)")
        }
        var frames: [UInt64: [SourceFrame]] = [:]
        let decoder = JSONDecoder()
        for line in run.output.split(separator: UInt8(ascii: "\n")) {
            guard let answer = try? decoder.decode(Answer.self, from: Data(line)),
                let digits = answer.Address?.dropFirst(2),
                let address = UInt64(digits, radix: 16), let symbols = answer.Symbol
            else { continue }
            let known = symbols.filter { !$0.FileName.isEmpty || !$0.FunctionName.isEmpty }
            guard !known.isEmpty else { continue }
            frames[address] = known.map { symbol in
                let meaning = VirtualPath.meaning(of: symbol.FileName)
                return SourceFrame(
                    function: symbol.FunctionName, path: meaning.path, origin: meaning.origin,
                    line: symbol.Line)
            }
        }
        return frames
    }
}
