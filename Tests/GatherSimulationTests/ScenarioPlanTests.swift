// SPDX-License-Identifier: GPL-2.0-only

import Testing

@testable import GatherSimulation

@Suite struct ScenarioPlanTests {
    @Test func quantitiesBecomeAddresses() throws {
        let plan = try plan("map 0 2p\nunmap_fast 1p 64K\nsync", pageSize: 0x4000, base: 0x100000)
        #expect(plan.operations.map(\.iova) == [0x100000, 0x104000, 0])
        #expect(plan.operations.map(\.byteCount) == [0x8000, 0x10000, 0])
        #expect(plan.operations.map(\.iovas?.last) == [0x107fff, 0x113fff, nil])
        #expect(
            plan.watched.ranges == [AddressRange(first: 0xfc000, last: 0x117fff)],
            "a page on either side")
    }

    @Test func mappingsKeepTheirAlignmentAndDifferEachTime() throws {
        let plan = try plan(
            "map 2M 2M\nunmap 2M 2M\nmap 2M 1p\nmap 8M 1p", pageSize: 0x1000, base: 0x100000)
        #expect(
            plan.operations.map(\.physicalAddress)
                == [0x8030_0000, 0, 0x8430_0000, 0x8090_0000])
    }

    @Test func aWindowAtTheEndsOfTheAddressSpace() throws {
        let low = try plan("map 0 1p", pageSize: 0x1000, base: 0)
        #expect(low.watched.ranges == [AddressRange(first: 0, last: 0x1fff)])
        let high = try plan("map 0 1p", pageSize: 0x1000, base: .max - 0xfff)
        #expect(high.watched.ranges == [AddressRange(first: .max - 0x1fff, last: .max)])
        #expect(throws: PlanError.self) {
            try plan("map 0 2p", pageSize: 0x1000, base: .max - 0xfff)
        }
        #expect(throws: PlanError.self) {
            try plan("map 1p 0", pageSize: 0x1000, base: .max - 0xfff)
        }
    }

    @Test func aWindowIsAlignedAsTheScenarioWants() throws {
        let plan = try plan("align: 2M\nmap 2M-1p 2p", pageSize: 0x1000, base: 0x100000)
        #expect(plan.operations.map(\.iova) == [0x3ff000])
        let aligned = try self.plan("align: 2M\nmap 0 1p", pageSize: 0x1000, base: 0x200000)
        #expect(aligned.operations.map(\.iova) == [0x200000])
        #expect(throws: PlanError.self) {
            try self.plan("align: 2M\nmap 0 1p", pageSize: 0x1000, base: .max - 0xfff)
        }
    }

    @Test func theEndIsTheDomains() throws {
        let text = "map end-4p 4p"
        let small = try plan(text, pageSize: 0x1000, base: 0x100000, last: 0xffff_ffff)
        #expect(small.operations.map(\.iovas?.last) == [0xffff_ffff])
        let whole = try plan(text, pageSize: 0x1000, base: 0x100000, last: .max)
        #expect(whole.operations.map(\.iovas) == [AddressRange(first: .max - 0x3fff, last: .max)])
        #expect(throws: PlanError.self) {
            try self.plan(text, pageSize: 0x1000, base: 0x100000)
        }
        #expect(throws: PlanError.self) {
            try self.plan(text, pageSize: 0x1000, base: 0x100000, last: 0xfffff)
        }
    }

    @Test func aSmallLeafIsForcedByTheAddress() throws {
        let plan = try plan(
            "align: 2M\nmap 0 2M page 64K\nmap 2M 2M", pageSize: 0x1000, base: 0x100000)
        #expect(plan.operations.map(\.physicalAddress) == [0x8021_0000, 0x8040_0000])
        #expect(throws: PlanError.self) {
            try self.plan("map 0 1p page 1K", pageSize: 0x1000, base: 0)
        }
    }

    @Test func theFirstIOVALiesBeforeTheWindow() throws {
        let plan = try plan(
            "map start 2p\nunmap start+1p 1p\nexpect mapped start 1p", pageSize: 0x1000,
            base: 0x100000, first: 0, last: 0xffff_ffff)
        #expect(plan.operations.map(\.iova) == [0, 0x1000, 0])
        #expect(plan.operations.first?.physicalAddress == 0x8000_0000)
        #expect(plan.watched == AddressRangeSet([AddressRange(first: 0, last: 0x2fff)]))
        #expect(throws: PlanError.self) {
            try self.plan("map start 1p", pageSize: 0x1000, base: 0x100000)
        }
    }

    private func plan(
        _ text: String, pageSize: UInt64, base: UInt64, first: UInt64? = nil, last: UInt64? = nil
    ) throws -> ScenarioPlan {
        let scenario = try Scenario(
            name: "s", path: "s", bytes: Array("title: t\n\(text)\n".utf8))
        return try ScenarioPlan(
            scenario, in: ScenarioWindow(pageSize: pageSize, iovaBase: base),
            of: Aperture(first: first, last: last))
    }
}
