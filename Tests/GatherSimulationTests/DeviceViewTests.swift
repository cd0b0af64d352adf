// SPDX-License-Identifier: GPL-2.0-only

import Testing

@testable import GatherSimulation

@Suite struct DeviceViewTests {
    @Test func itHoldsWhatWasPublishedLast() {
        var view = DeviceView()
        #expect(view.load(0x1000, byteCount: 8) == 0)
        view.publish([1, 2, 3, 4], at: 0x1002)
        #expect(view.load(0x1000, byteCount: 8) == 0x0403_0201_0000)
        view.publish([9], at: 0x1003)
        #expect(view.load(0x1000, byteCount: 4) == 0x0901_0000)
    }

    @Test func bytesMayReachOverPages() {
        var view = DeviceView()
        view.publish(Array(1...8), at: 0x1ffc)
        #expect(view.load(0x1ffc, byteCount: 8) == 0x0807_0605_0403_0201)
        #expect(view.load(0x2000, byteCount: 4) == 0x0807_0605)
        #expect(view.load(.max, byteCount: 8) == 0, "and no address is too high")
    }
}
