// SPDX-License-Identifier: GPL-2.0-only

/// Finds in the LLVM IR of a bench what its device does.
///
/// The device is the functions that the host calls as the device, with all that these refer to.
/// Names of registers, blocks and types are numbered by the compiler and stand for themselves;
/// what only numbers things anew (debug information, attribute groups, string constants) is left
/// out or replaced by what it stands for. The text is LLVM's own printing ("LLVM Language Reference
/// Manual").
struct DeviceModelReader {
    private static let roots = ["bench_walk", "bench_mmio_read", "bench_mmio_write"]
    private static let scenarioPrefix = "scenario_"
    private static let constants = ["bench_gfp_zero", "bench_gfp_sleep"]

    /// Constants in constants: tables of strings, and no deeper.
    private static let nesting = 3

    private let functions: [String: [IRLine]]
    private let variables: [String: IRLine]

    /// The functions and variables that refer to a variable.
    private let users: [String: Set<String>]

    /// The model of a bench in IR.
    static func model(in ir: [UInt8]) -> DeviceModel {
        DeviceModelReader(ir).model()
    }

    private init(_ ir: [UInt8]) {
        var functions: [String: [IRLine]] = [:]
        var variables: [String: IRLine] = [:]
        var open: (name: String, lines: [IRLine])?
        for bytes in ir.split(separator: UInt8(ascii: "\n")) {
            if bytes.first == UInt8(ascii: "}"), let function = open {
                functions[function.name] = function.lines
                open = nil
            } else if open != nil {
                open?.lines.append(IRLine(bytes))
            } else if bytes.starts(with: "define ".utf8) {
                let line = IRLine(bytes)
                if let name = line.references.first { open = (name, [line]) }
            } else if bytes.first == UInt8(ascii: "@") {
                let line = IRLine(bytes)
                if let name = line.references.first { variables[name] = line }
            }
        }
        var users: [String: Set<String>] = [:]
        for (name, lines) in functions {
            for other in Set(lines.flatMap(\.references)) where other != name {
                users[other, default: []].insert(name)
            }
        }
        for (name, line) in variables {
            for other in line.references where other != name {
                users[other, default: []].insert(name)
            }
        }
        self.functions = functions
        self.variables = variables
        self.users = users
    }

    private func model() -> DeviceModel {
        var pieces: [String: String] = [:]
        var externals: Set<String> = []
        var waiting = Self.roots
        while let name = waiting.popLast() {
            guard pieces[name] == nil else { continue }
            if let lines = functions[name] {
                pieces[name] = digest(lines)
                waiting += lines.flatMap(\.references)
            } else if let line = variables[name] {
                waiting += line.isConstant ? line.references.filter { $0 != name } : []
                guard !line.isConstant else { continue }
                pieces[name] = digest([line], users: users[name, default: []])
            } else if !name.hasPrefix("llvm.") {
                externals.insert(name)
            }
        }
        for (name, lines) in functions where name.hasPrefix(Self.scenarioPrefix) {
            pieces[name] = digest(lines, hasNumbers: false)
        }
        for name in Self.constants {
            pieces[name] = variables[name].map { digest([$0]) }
        }
        return DeviceModel(pieces: pieces, externals: externals.sorted())
    }

    private func digest(
        _ lines: [IRLine], users: Set<String> = [], hasNumbers: Bool = true
    ) -> String {
        var digest = ContentDigest()
        for line in lines {
            digest.update(field: text(line, hasNumbers: hasNumbers, nesting: 0))
        }
        for user in users.sorted() { digest.update(field: user) }
        return String(digest.finished().prefix(32))
    }

    /// The line without what is numbered, and with constants in place of their names.
    private func text(_ line: IRLine, hasNumbers: Bool, nesting: Int) -> String {
        line.text(hasNumbers: hasNumbers) { name in
            guard nesting < Self.nesting, let variable = variables[name], variable.isConstant else {
                return "@\(name)"
            }
            return "(" + text(variable, hasNumbers: hasNumbers, nesting: nesting + 1) + ")"
        }
    }
}
