// SPDX-License-Identifier: GPL-2.0-only

/// Programs by the digests of their objects.
struct ImageCache: Sendable {
    private let records: RecordStore
    private let images: BlobStore

    private struct Entry: Codable {
        let image: BlobStore.Reference?
        let hostSymbols: [String: UInt64]
        let failure: Failure?
    }

    /// Why there is no program, where the objects alone decide about that.
    enum Failure: Hashable, Codable {
        case notLinked([String])
        case refused(Refusal, detail: String)
    }

    /// What is known.
    enum Answer {
        case image(elf: [UInt8], hostSymbols: [String: UInt64], digest: String)
        case failure(Failure)
    }

    init(folder: String) {
        records = RecordStore(folder: "\(folder)/images")
        images = BlobStore(folder: "\(folder)/objects")
    }

    /// The key of a program.
    static func key(
        toolchain: Toolchain, objects: [BlobStore.Reference], limits: BuildLimits
    ) -> String {
        var digest = ContentDigest()
        digest.update(field: "2")
        digest.update(field: toolchain.version)
        digest.update(field: "\(limits.hostSymbols) \(limits.imageBytes)")
        for flag in Linker.flags { digest.update(field: flag) }
        for object in objects { digest.update(field: object.digest) }
        return digest.finished()
    }

    /// What is known under a key.
    func find(_ key: String) -> Answer? {
        guard let entry = records.read(Entry.self, key: key) else { return nil }
        if let failure = entry.failure { return .failure(failure) }
        guard let image = entry.image, let elf = images.bytes(image) else { return nil }
        return .image(elf: elf, hostSymbols: entry.hostSymbols, digest: image.digest)
    }

    /// Notes a program, and gives its digest.
    func note(
        elf: [UInt8], hostSymbols: [String: UInt64], key: String
    ) throws(KernelBuildError) -> String {
        let image = try images.keep(elf)
        try records.write(Entry(image: image, hostSymbols: hostSymbols, failure: nil), key: key)
        return image.digest
    }

    /// Notes that there is none.
    func note(_ failure: Failure, key: String) throws(KernelBuildError) {
        try records.write(Entry(image: nil, hostSymbols: [:], failure: failure), key: key)
    }
}
