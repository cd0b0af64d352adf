// SPDX-License-Identifier: GPL-2.0-only

/// Objects and images by the SHA-256 of their bytes.
struct BlobStore: Sendable {
    let folder: String

    /// What finds a blob again and tells whether it is whole.
    struct Reference: Hashable, Codable, Sendable {
        let digest: String
        let checksum: String
    }

    /// Keeps the bytes, unless they are there already.
    func keep(_ bytes: [UInt8]) throws(KernelBuildError) -> Reference {
        let reference = Reference(
            digest: ContentDigest.hexadecimal(of: bytes), checksum: Checksum.of(bytes))
        if self.bytes(reference) == nil {
            try StorageFile.write(bytes, to: path(reference))
        }
        return reference
    }

    /// The bytes, if they are there and whole.
    func bytes(_ reference: Reference) -> [UInt8]? {
        guard let bytes = StorageFile.bytes(path(reference)),
            Checksum.of(bytes) == reference.checksum
        else { return nil }
        return bytes
    }

    /// Where the bytes lie.
    func path(_ reference: Reference) -> String {
        "\(folder)/\(reference.digest.prefix(2))/\(reference.digest.dropFirst(2))"
    }
}
