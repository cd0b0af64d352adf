// SPDX-License-Identifier: GPL-2.0-only

import Benches
import Testing

@Suite struct BenchCatalogueTests {
    @Test func `the digest of the support files has 16 digits`() throws {
        let catalogue = try BenchCatalogue()
        #expect(catalogue.supportDigest.count == 16)
        #expect(catalogue.runtimeFiles.contains { $0.path == "runtime/device.h" })
    }
}
