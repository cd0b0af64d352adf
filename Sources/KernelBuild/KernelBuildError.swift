// SPDX-License-Identifier: GPL-2.0-only

/// Why the machine, and not the code under test, kept a build from happening.
///
/// Code that does not compile is no error: see ``BuildOutcome``.
public enum KernelBuildError: Error, Hashable, Sendable {
    /// A program of the toolchain is not there. The folders are those that were searched.
    case toolMissing(tool: String, searched: [String])

    /// A clang was found, but none that can compile for RISC-V.
    case targetMissing(compilers: [String])

    /// A clang for RISC-V was found, but none that can be confined to files of our choice and
    /// understands our flags. Tried: version 14 does not, 16 and 21 do.
    case confinementMissing(compilers: [String])

    /// A program could not be started, or stopped in a way it should not.
    case toolFailed(tool: String, reason: String)

    /// A file or folder of the cache, or a private temporary file, could not be read or written.
    case storage(path: String, reason: String)

    /// A file of the kernel tree could not be read.
    case tree(path: String, reason: String)
}

extension KernelBuildError: CustomStringConvertible {
    /// One line: what is wrong, where, and what to do.
    public var description: String {
        switch self {
        case .toolMissing(let tool, let searched):
            "\(tool) was not found \(tool == "clang" ? "" : "beside clang or ")on the search path "
                + "(\(searched.joined(separator: ":"))): install the Swift toolchain, which has it, "
                + "or LLVM, and put its programs on PATH"
        case .targetMissing(let compilers):
            "\(compilers.joined(separator: " and ")) cannot compile for riscv64: put the clang of "
                + "the Swift toolchain, or one built with the RISC-V target, on PATH"
        case .confinementMissing(let compilers):
            "\(compilers.joined(separator: " and ")) cannot be confined to the kernel tree: put the "
                + "clang of the Swift toolchain, or of LLVM 16 or later, first on PATH"
        case .toolFailed(let tool, let reason):
            "\(tool) failed: \(reason)"
        case .storage(let path, let reason):
            "\(path): \(reason); give a folder that can be written with --cache, "
                + "or go without one with --no-cache"
        case .tree(let path, let reason):
            "\(path) of the kernel tree cannot be read: \(reason)"
        }
    }
}
