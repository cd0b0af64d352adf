// SPDX-License-Identifier: GPL-2.0-only

/// Why a unit that compiles was kept from becoming an object.
public enum Refusal: String, Hashable, Sendable, Codable {
    /// The unit holds assembly, in a function or at file scope. Assembly is not C: it cannot be
    /// confined, and the machine does not run it.
    case inlineAssembly

    /// The unit tells the linker what to do (`#pragma comment(lib, ...)`).
    case linkerInstruction

    /// A symbol's name has bytes that no C name has.
    case symbolName

    /// The unit puts something into a section that debuggers or linkers read by name.
    case reservedSection

    /// The code gives the bench's own text another meaning, so that the device does something else
    /// than before the patch (``Executable/modelDifference(from:)``).
    case deviceModel

    /// The program defines a function that the rest of the kernel has already.
    case duplicateFunction

    /// The linked image needs more memory than ``BuildLimits/imageBytes``.
    case imageSize

    /// The image leaves more symbols undefined than ``BuildLimits/hostSymbols``.
    case hostSymbols
}
