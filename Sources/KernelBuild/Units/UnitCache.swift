// SPDX-License-Identifier: GPL-2.0-only

/// Verdicts and objects of units, found by everything that decides about them.
///
/// In two steps, as ccache's direct mode: under the unit's key (flags, compiler, names of all
/// visible files) lie the lists of files which compilations of the unit read; a list and the
/// contents of its files together are the key of a verdict. As a compilation reads nothing else,
/// equal keys mean equal verdicts.
struct UnitCache: Sendable {
    private let lists: RecordStore
    private let verdicts: RecordStore

    /// The objects.
    let objects: BlobStore

    /// What is known of a unit.
    struct Entry: Hashable, Codable, Sendable {
        let verdict: UnitVerdict
        let object: BlobStore.Reference?

        /// What the device of a bench does.
        var model: DeviceModel?
    }

    init(folder: String) {
        lists = RecordStore(folder: "\(folder)/lists")
        verdicts = RecordStore(folder: "\(folder)/verdicts")
        objects = BlobStore(folder: "\(folder)/objects")
    }

    /// The key for all compilations of a unit that differ only in the content of files.
    static func key(
        toolchain: Toolchain, command: CompileCommand, limits: BuildLimits, view: CompilerView
    ) -> String {
        var digest = ContentDigest()
        digest.update(field: "3")
        digest.update(field: toolchain.version)
        digest.update(field: "\(limits.messages)")
        for flag in command.frontEnd(in: view) + [command.source] + CompileCommand.backEnd {
            digest.update(field: flag)
        }
        digest.update(field: view.namesDigest(for: command.unit))
        return digest.finished()
    }

    /// What is known under the key for the contents of this view.
    func find(_ key: String, in view: inout CompilerView) throws(KernelBuildError) -> Entry? {
        for listKey in lists.keys(in: key) {
            guard let list = lists.read([String].self, key: listKey) else { continue }
            let contentKey = try contentKey(listKey, list: list, view: &view)
            guard let entry = verdicts.read(Entry.self, key: contentKey) else { continue }
            if entry.verdict == .compiled {
                guard let object = entry.object, objects.bytes(object) != nil else { continue }
            }
            return entry
        }
        return nil
    }

    /// Notes what a compilation gave. Without the files that it read there is nothing to note, nor
    /// when one of them is not known by that name; only a failure may be due to a missing file.
    func note(
        _ product: UnitCompiler.Product, key: String, in view: inout CompilerView
    ) throws(KernelBuildError) -> Entry {
        var reference: BlobStore.Reference?
        if let object = product.object { reference = try objects.keep(object) }
        let entry = Entry(verdict: product.verdict, object: reference, model: product.model)
        guard let list = product.readFiles else { return entry }
        for name in list where try view.contentID(of: name) == nil {
            guard case .failed = product.verdict, !name.contains("\u{fffd}") else { return entry }
        }
        var digest = ContentDigest()
        for name in list { digest.update(field: name) }
        let listKey = "\(key)/\(digest.finished())"
        try verdicts.write(entry, key: try contentKey(listKey, list: list, view: &view))
        try lists.write(list, key: listKey)
        return entry
    }

    /// - Parameter listKey: stands for the unit's key and for the names in the list.
    private func contentKey(
        _ listKey: String, list: [String], view: inout CompilerView
    ) throws(KernelBuildError) -> String {
        var digest = ContentDigest()
        digest.update(field: listKey)
        for name in list { digest.update(field: try view.contentID(of: name) ?? "absent") }
        let hexadecimal = digest.finished()
        return "\(hexadecimal.prefix(2))/\(hexadecimal.dropFirst(2))"
    }
}
