// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText
internal import HunkMatching
internal import UnifiedDiffs

/// The drivers of `drivers/iommu` that no bench covers, and which of them changed code may reach.
///
/// Nothing is run for this, so it is told by the words of the sources: a driver is a file that
/// registers an IOMMU. What is changed in a driver's file or folder reaches that driver; in a
/// page-table format, the drivers that name the format; elsewhere in `drivers/iommu`, in the headers
/// or in `lib`, all of them.
struct UncoveredDrivers {
    private struct File {
        let path: TreePath
        let words: Set<ArraySlice<UInt8>>
        let isDriver: Bool
        /// Page-table formats that the file gives to names: `[FORMAT] = &name`.
        let formats: [ArraySlice<UInt8>: ArraySlice<UInt8>]
    }

    private static let folder = "drivers/iommu"
    private static let registration = Array("iommu_device_register".utf8)
    private static let formatType = Array("io_pgtable_init_fns".utf8)

    private let files: [File]
    private let covered: Set<String>

    /// Reads the sources of a tree; one that cannot be read is left out.
    ///
    /// - Parameter covered: the paths of the drivers that were simulated.
    init(_ tree: TreeSnapshot, covered: Set<String>) {
        self.covered = covered
        let folder = try? TreePath(validating: Self.folder)
        let paths = folder.flatMap { try? tree.paths(under: $0) } ?? []
        files = paths.compactMap { path in
            guard path.name.hasSuffix(".c"), let bytes = (try? tree.contents(of: path)) ?? nil
            else { return nil }
            return Self.read(path, bytes)
        }
    }

    /// The paths of the drivers that the code may reach, in their order.
    func paths(reachedBy code: ChangedCode) -> [String] {
        let changed = Set(code.functions.map(\.path) + code.declarations)
        return files.filter { file in
            file.isDriver && !covered.contains(file.path.string)
                && changed.contains { reaches(file, from: $0) }
        }.map(\.path.string)
    }

    private func reaches(_ driver: File, from path: String) -> Bool {
        if path == driver.path.string { return true }
        let folder = Self.folder(of: path)
        if folder != Self.folder, folder.hasPrefix(Self.folder + "/") {
            return folder == Self.folder(of: driver.path.string)
        }
        guard folder == Self.folder || path.hasPrefix("include/") || path.hasPrefix("lib/") else {
            return false
        }
        guard let file = files.first(where: { $0.path.string == path }) else { return true }
        if file.isDriver { return false }
        guard file.words.contains(Self.formatType[...]) else { return true }
        let formats = files.flatMap { other in
            other.path == file.path ? [] : other.formats.filter { file.words.contains($0.value) }
        }
        return formats.isEmpty || formats.contains { driver.words.contains($0.key) }
    }

    private static func folder(of path: String) -> String {
        path.split(separator: "/").dropLast().joined(separator: "/")
    }

    private static func read(_ path: TreePath, _ bytes: [UInt8]) -> File {
        var words: [ArraySlice<UInt8>] = []
        var isDriver = false
        var definesRegistration = false
        var formats: [ArraySlice<UInt8>: ArraySlice<UInt8>] = [:]
        var start: Int?
        for index in bytes.indices {
            if CFunctions.isWord(bytes[index]) {
                start = start ?? index
                continue
            }
            guard let first = start else { continue }
            start = nil
            let word = bytes[first..<index]
            if word.elementsEqual(registration), bytes[index] == UInt8(ascii: "(") {
                // What defines the function, and so names the type of its argument, is no driver.
                let isDefinition = bytes[(index + 1)...].starts(with: "struct".utf8)
                isDriver = !isDefinition && !definesRegistration
                definesRegistration = definesRegistration || isDefinition
            }
            if first > 0, bytes[first - 1] == UInt8(ascii: "&"), let key = words.last,
                bytes[key.endIndex..<first].elementsEqual("] = &".utf8)
            {
                formats[key] = word
            }
            words.append(word)
        }
        return File(path: path, words: Set(words), isDriver: isDriver, formats: formats)
    }
}
