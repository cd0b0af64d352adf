// SPDX-License-Identifier: GPL-2.0-only

internal import Foundation
internal import Mail
internal import ThreadIndex

/// The index of the cache folder as far as it can be used: what goes wrong with it is told once, and
/// the work is done without.
final class CacheIndex {
    private let folder: String
    private let isQuiet: Bool
    private var index: ThreadIndex?

    /// Opens the index of a folder.
    init(folder: String, isQuiet: Bool) {
        self.folder = folder
        self.isQuiet = isQuiet
        open()
        // Another program, or a mishap, left what is no index: all of it can be made again.
        if index == nil, isDamaged { open() }
    }

    private var isDamaged = false

    private func open() {
        do throws(IndexError) {
            index = try ThreadIndex(folder: folder, program: Self.program)
        } catch {
            give(up: error)
        }
    }

    /// Does something with the index; nil where there is none that works.
    func attempt<Value>(_ body: (ThreadIndex) throws(IndexError) -> Value) -> Value? {
        guard let index else { return nil }
        do throws(IndexError) {
            return try body(index)
        } catch {
            give(up: error)
            if isDamaged { open() }
            return nil
        }
    }

    private func give(up error: IndexError) {
        index = nil
        var words = "\(error); working without the index"
        if case .damaged = error {
            // Once: what is damaged again is no accident.
            guard !isDamaged else { return }
            isDamaged = true
            ThreadIndex.remove(folder: folder)
            words = "\(error), and is made anew"
        }
        guard !isQuiet else { return }
        try? FileHandle.standardError.write(contentsOf: Data("review-thread: \(words)\n".utf8))
    }

    /// What tells this program from others: its version, and its file's size and time.
    private static let program: String = {
        let values = FileStamp(of: "/proc/self/exe")?.values ?? []
        return ([ProgramVersion.text] + values.map(String.init)).joined(separator: " ")
    }()
}
