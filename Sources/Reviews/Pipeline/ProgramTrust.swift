// SPDX-License-Identifier: GPL-2.0-only

internal import GatherSimulation
internal import KernelBuild

/// Whether a patched program can be believed: what runs beside the code under test has to be what
/// it was before the patch.
struct ProgramTrust {
    /// The build of the reference.
    let reference: VariantBuild

    /// The build without programs that are not to be believed, with the reason.
    func checked(_ build: VariantBuild) -> VariantBuild {
        var build = build
        for (bench, outcome) in build.outcomes.sorted(by: { $0.key < $1.key }) {
            guard let program = outcome.executable,
                let original = reference.outcomes[bench]?.executable,
                let (refusal, detail) = objection(to: program, besides: original)
            else { continue }
            build.outcomes[bench] = .refused(refusal, detail: detail, units: program.units)
            if case .compiles = build.review {
                build.review = .refused("the code under \(bench) \(refusal.words): \(detail)")
            }
        }
        return build
    }

    private func objection(
        to program: Executable, besides original: Executable
    ) -> (Refusal, String)? {
        guard program.codeDigest != original.codeDigest else { return nil }
        if let name = program.modelDifference(from: original) {
            return (.deviceModel, name)
        }
        let known = Simulation.hostFunctions(definedIn: original.elf)
        let new = Simulation.hostFunctions(definedIn: program.elf).first { !known.contains($0) }
        return new.map { (.duplicateFunction, $0) }
    }
}
