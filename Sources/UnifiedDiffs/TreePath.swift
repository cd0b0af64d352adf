// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText

/// The path of a file inside a source tree, such as `drivers/iommu/iommu.c`.
///
/// Relative, `/` between its components, bytes of any encoding. A value exists only if it can
/// neither leave the tree nor reach a repository's own folder, so whoever holds one may append it
/// to the folder of a tree.
public struct TreePath: Hashable, Sendable {
    /// The most bytes that a path may have, as `PATH_MAX` on Linux.
    public static let mostBytes = 4096

    /// The bytes of the path, without a leading or trailing `/`.
    public let bytes: [UInt8]

    /// Takes over the bytes of a path after checking them.
    ///
    /// The rules are those that `git apply` applies to a path (`verify_path`), with the protection
    /// of NTFS names on. Runs of `/` count as one.
    ///
    /// - Throws: The first rule that the path breaks.
    public init(validating bytes: some Collection<UInt8>) throws(PathProblem) {
        guard !bytes.isEmpty else { throw .empty }
        guard bytes.count <= TreePath.mostBytes else { throw .tooLong }
        guard !bytes.contains(0) else { throw .containsNUL }
        guard bytes.first != Ascii.slash else { throw .absolute }
        let components = bytes.split(separator: Ascii.slash)
        guard let last = bytes.reversed().first, last != Ascii.slash else { throw .namesAFolder }
        for component in components {
            try TreePath.check(component)
        }
        self.bytes = Array(components.joined(separator: [Ascii.slash]))
    }

    /// Takes over the UTF-8 of a path after checking it.
    ///
    /// - Throws: The first rule that the path breaks.
    public init(validating string: String) throws(PathProblem) {
        try self.init(validating: Array(string.utf8))
    }

    /// For paths made of the parts of checked ones.
    private init(checked bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The path for display; bytes that are not UTF-8 become U+FFFD.
    public var string: String { bytes.lossyString }

    /// The parts between the slashes, at least one, none empty.
    public var components: [ArraySlice<UInt8>] { bytes.split(separator: Ascii.slash) }

    /// The last component: the file's name.
    public var name: ArraySlice<UInt8> {
        bytes[((bytes.lastIndex(of: Ascii.slash) ?? -1) + 1)...]
    }

    /// The folder that the path lies in, nil at the top of the tree.
    public var folder: TreePath? {
        bytes.lastIndex(of: Ascii.slash).map { TreePath(checked: Array(bytes[..<$0])) }
    }

    /// Whether the path is `folder` itself or lies anywhere below it; everything lies below nil.
    public func isInside(_ folder: TreePath?) -> Bool {
        guard let folder else { return true }
        guard bytes.starts(with: folder.bytes) else { return false }
        return bytes.count == folder.bytes.count || bytes[folder.bytes.count] == Ascii.slash
    }

    /// The path of `name`, a checked path itself, inside of this folder.
    ///
    /// - Throws: ``PathProblem/tooLong``.
    public func appending(_ name: TreePath) throws(PathProblem) -> TreePath {
        let joined = bytes + [Ascii.slash] + name.bytes
        guard joined.count <= TreePath.mostBytes else { throw .tooLong }
        return TreePath(checked: joined)
    }

    private static func check(_ component: some Collection<UInt8>) throws(PathProblem) {
        if component.elementsEqual([Ascii.dot]) { throw .currentFolder }
        if component.elementsEqual([Ascii.dot, Ascii.dot]) { throw .parentFolder }
        // On NTFS a backslash separates, and trailing dots, blanks and ":stream" do not count.
        for piece in component.split(separator: Ascii.backslash, omittingEmptySubsequences: false) {
            let name = piece.prefix { $0 != Ascii.colon }.reversed()
                .drop { $0 == Ascii.dot || $0 == Ascii.space }
                .reversed().asciiLowercased()
            if name.elementsEqual(".git".utf8) || name.elementsEqual("git~1".utf8) {
                throw .gitFolder
            }
        }
    }
}

extension TreePath: Comparable {
    /// Orders paths by their bytes, as git orders an index.
    public static func < (left: TreePath, right: TreePath) -> Bool {
        left.bytes.lexicographicallyPrecedes(right.bytes)
    }
}

extension TreePath: CustomStringConvertible {
    /// The path for display, as ``string``.
    public var description: String { string }
}
