// SPDX-License-Identifier: GPL-2.0-only

import Foundation
import Testing

@testable import KernelBuild

struct StorageTests {
    @Test func `a record is read back, and not when one digit of it was changed`() throws {
        let test = try TestTree()
        let store = RecordStore(folder: test.cache)
        try store.write(["a": 1234], key: "group/one")
        #expect(store.read([String: Int].self, key: "group/one") == ["a": 1234])
        #expect(store.read([String: String].self, key: "group/one") == nil)
        #expect(store.read([String: Int].self, key: "group/two") == nil)
        #expect(store.keys(in: "group") == ["group/one"])
        let path = "\(test.cache)/group/one"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        try TestTree.write(text.replacingOccurrences(of: "1234", with: "1235"), to: path)
        #expect(store.read([String: Int].self, key: "group/one") == nil)
    }

    @Test func `a blob is kept once and given out only whole`() throws {
        let test = try TestTree()
        let store = BlobStore(folder: test.cache)
        let bytes = [UInt8](0...200)
        let reference = try store.keep(bytes)
        #expect(try store.keep(bytes) == reference)
        #expect(store.bytes(reference) == bytes)
        try Data(bytes.dropLast()).write(to: URL(fileURLWithPath: store.path(reference)))
        #expect(store.bytes(reference) == nil)
        #expect(try store.keep(bytes) == reference)
        #expect(store.bytes(reference) == bytes)
    }

    @Test func `checksums tell lengths and places apart`() {
        let sums = [[], [0], [0, 0], [1], [0, 1], [1, 0], [0, 0, 0, 0, 0, 0, 0, 0, 1]]
            .map { Checksum.of($0) }
        #expect(Set(sums).count == sums.count)
    }

    @Test func `folders of processes that are gone are removed, others stay`() throws {
        let test = try TestTree()
        let parent = test.cache
        // Linux gives out no process numbers above 2^22.
        for name in ["review-thread-99999999-X", "review-thread-Y", "other"] {
            try StorageFile.makeFolder("\(parent)/\(name)")
        }
        let own = try PrivateFolder(in: parent)
        PrivateFolder.removeAbandoned(in: parent)
        #expect(StorageFile.kind("\(parent)/review-thread-99999999-X") == nil)
        #expect(StorageFile.kind("\(parent)/review-thread-Y") == .folder)
        #expect(StorageFile.kind("\(parent)/other") == .folder)
        #expect(StorageFile.kind(own.path) == .folder)
        let mode = try FileManager.default.attributesOfItem(atPath: own.path)[.posixPermissions]
        #expect(mode as? Int == 0o700)
    }
}
