// SPDX-License-Identifier: GPL-2.0-only

import RISCVMachine

/// Reads the input as an executable, asks for each symbol, and runs what can be loaded.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzELFImage(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = unsafe [UInt8](UnsafeBufferPointer(start: start, count: count))
    // Refusal is an answer; anything else but an image is a trap, which is what is looked for.
    guard let image = try? ELFImage(bytes) else { return 0 }
    checkSegments(of: image)
    checkSymbols(of: image)
    run(image)
    return 0
}

private func checkSegments(of image: ELFImage) {
    var end: UInt64 = 0
    for segment in image.segments {
        precondition(segment.addresses.lowerBound >= end, "segments overlap")
        precondition(!segment.addresses.isEmpty, "a segment is empty")
        let size = segment.addresses.upperBound - segment.addresses.lowerBound
        precondition(UInt64(segment.contents.count) <= size, "a segment is too small")
        end = segment.addresses.upperBound
    }
    precondition(image.upperBound == end, "the upper bound is not the last segment's")
}

private func checkSymbols(of image: ELFImage) {
    for symbol in image.symbols.prefix(64) {
        precondition(image.symbol(named: symbol.name)?.name == symbol.name, "a name is lost")
        guard symbol.size > 0 else { continue }
        let found = image.symbol(containing: symbol.address)
        precondition(found?.contains(symbol.address) ?? true, "a symbol without the address")
    }
}

private func run(_ image: ELFImage) {
    let layout = MachineLayout(
        ram: 0x1_0000..<0x21_0000, hostCalls: 0x8000_0000..<0x8000_1000, returnAddress: 0x7000_0000,
        stackByteCount: 0x1000, stackGuardByteCount: 0x1000)
    guard let machine = try? Machine(image, layout: layout) else { return }
    machine.fuel = 1000
    _ = machine.call(image.entry)
    precondition(machine.fuel + Int(machine.instructionCount) == 1000, "fuel is lost")
    for address in machine.reachedAddresses {
        precondition(machine.memory.permissions(at: address).contains(.execute), "reached data")
    }
}
