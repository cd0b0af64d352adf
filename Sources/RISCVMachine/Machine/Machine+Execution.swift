// SPDX-License-Identifier: GPL-2.0-only

extension Machine {
    /// Executes instructions of one code region from `pc` on, until one leaves it or cannot be done.
    ///
    /// The one hot loop of the machine. `x`, `ram` and `cursor` are views that stay in registers;
    /// whatever is rare is a call. `left` counts down to the end of the fuel; an instruction that
    /// is not completed gives its unit back. Pieces that repeat are written out where a function of
    /// their own was measured to be slower.
    func execute(in region: CodeRegion) -> Exit {
        let x = registers
        let ram = memory.window
        let frames = frames
        let first = region.addresses.lowerBound
        var cursor = region.instructions.cursor(at: region.index(of: pc))
        let granted = max(0, fuel)
        var left = granted
        let exit: Exit

        /// The address of the instruction at the cursor, which is an argument because a captured
        /// variable would be written to memory at each step.
        @inline(__always)
        func here(_ cursor: InstructionCursor) -> UInt64 {
            first &+ 4 &* UInt64(truncatingIfNeeded: cursor.index)
        }

        @inline(__always)
        func load<T: FixedWidthInteger & UnsignedInteger & BitwiseCopyable>(
            _ i: Instruction, _ type: T.Type
        ) -> T? {
            let address = x[i.rs1] &+ i.extended
            if let value = ram.load(address, as: type) { return value }
            return slowLoad(address, UInt64(T.bitWidth / 8)).map { T(truncatingIfNeeded: $0) }
        }

        @inline(__always)
        func store<T: FixedWidthInteger & UnsignedInteger & BitwiseCopyable>(
            _ i: Instruction, _ type: T.Type
        ) -> Bool {
            let address = x[i.rs1] &+ i.extended
            if ram.store(address, T(truncatingIfNeeded: x[i.rs2])) { return true }
            return slowStore(address, x[i.rs2], UInt64(T.bitWidth / 8))
        }

        loop: while true {
            let i = cursor.instruction
            left &-= 1
            // Going off the end of the code is no instruction: it needs no fuel.
            if left < 0, i.operation != .outside {
                exit = .outOfFuel
                break loop
            }
            switch i.operation {
            case .undecoded:
                if decode(cursor.index, in: region) {
                    left &+= 1
                    continue loop
                }
                exit = .fault(illegalInstruction(cursor.index, in: region))
                break loop
            case .outside:
                left &+= 1
                exit = .left(to: here(cursor), from: here(cursor) &- 4)
                break loop

            case .constant: x[i.rd] = i.extended
            case .auipc: x[i.rd] = here(cursor) &+ i.extended

            case .jump:
                cursor.jump(by: i.immediate)
                continue loop
            case .call:
                let pc = here(cursor)
                let target = pc &+ 4 &* i.extended
                guard frames.push(.init(callSite: pc, function: target)) else {
                    exit = .fault(.stackOverflow(address: target, pc: pc))
                    break loop
                }
                x[1] = pc &+ 4
                cursor.jump(by: i.immediate)
                continue loop
            case .jumpLinking:
                x[i.rd] = here(cursor) &+ 4
                cursor.jump(by: i.immediate)
                continue loop
            case .ret:
                let pc = here(cursor)
                let target = (x[1] &+ i.extended) & ~1
                if target & 2 != 0 {
                    exit = .fault(misalignedJump(to: target, pc: pc))
                    break loop
                }
                if !frames.pop(returningTo: target) { popFrame(returningTo: target) }
                if cursor.jump(toByteOffset: target &- first) { continue loop }
                exit = .left(to: target, from: pc)
                break loop
            case .jumpIndirect, .callIndirect, .jumpIndirectLinking:
                let pc = here(cursor)
                let target = (x[i.rs1] &+ i.extended) & ~1
                if target & 2 != 0 {
                    exit = .fault(misalignedJump(to: target, pc: pc))
                    break loop
                }
                if i.operation == .callIndirect,
                    !frames.push(.init(callSite: pc, function: target))
                {
                    exit = .fault(.stackOverflow(address: target, pc: pc))
                    break loop
                }
                x[i.rd] = pc &+ 4
                if cursor.jump(toByteOffset: target &- first) { continue loop }
                exit = .left(to: target, from: pc)
                break loop
            case .distantJump, .distantBranch:
                if let distant = leaveCode(cursor.index, in: region) {
                    exit = distant
                    break loop
                }

            case .beq:
                if x[i.rs1] == x[i.rs2] {
                    cursor.jump(by: i.immediate)
                    continue loop
                }
            case .bne:
                if x[i.rs1] != x[i.rs2] {
                    cursor.jump(by: i.immediate)
                    continue loop
                }
            case .blt:
                if IntegerComputation.isLess(x[i.rs1], x[i.rs2]) {
                    cursor.jump(by: i.immediate)
                    continue loop
                }
            case .bge:
                if !IntegerComputation.isLess(x[i.rs1], x[i.rs2]) {
                    cursor.jump(by: i.immediate)
                    continue loop
                }
            case .bltu:
                if x[i.rs1] < x[i.rs2] {
                    cursor.jump(by: i.immediate)
                    continue loop
                }
            case .bgeu:
                if x[i.rs1] >= x[i.rs2] {
                    cursor.jump(by: i.immediate)
                    continue loop
                }

            case .lb:
                guard let value = load(i, UInt8.self) else {
                    exit = .fault(accessFault(.load, 1, cursor.index, in: region))
                    break loop
                }
                x[i.rd] = LoadedValue.extend(value)
            case .lh:
                guard let value = load(i, UInt16.self) else {
                    exit = .fault(accessFault(.load, 2, cursor.index, in: region))
                    break loop
                }
                x[i.rd] = LoadedValue.extend(value)
            case .lw:
                guard let value = load(i, UInt32.self) else {
                    exit = .fault(accessFault(.load, 4, cursor.index, in: region))
                    break loop
                }
                x[i.rd] = LoadedValue.extend(value)
            case .ld:
                guard let value = load(i, UInt64.self) else {
                    exit = .fault(accessFault(.load, 8, cursor.index, in: region))
                    break loop
                }
                x[i.rd] = value
            case .lbu:
                guard let value = load(i, UInt8.self) else {
                    exit = .fault(accessFault(.load, 1, cursor.index, in: region))
                    break loop
                }
                x[i.rd] = UInt64(value)
            case .lhu:
                guard let value = load(i, UInt16.self) else {
                    exit = .fault(accessFault(.load, 2, cursor.index, in: region))
                    break loop
                }
                x[i.rd] = UInt64(value)
            case .lwu:
                guard let value = load(i, UInt32.self) else {
                    exit = .fault(accessFault(.load, 4, cursor.index, in: region))
                    break loop
                }
                x[i.rd] = UInt64(value)
            case .sb:
                guard store(i, UInt8.self) else {
                    exit = .fault(accessFault(.store, 1, cursor.index, in: region))
                    break loop
                }
            case .sh:
                guard store(i, UInt16.self) else {
                    exit = .fault(accessFault(.store, 2, cursor.index, in: region))
                    break loop
                }
            case .sw:
                guard store(i, UInt32.self) else {
                    exit = .fault(accessFault(.store, 4, cursor.index, in: region))
                    break loop
                }
            case .sd:
                guard store(i, UInt64.self) else {
                    exit = .fault(accessFault(.store, 8, cursor.index, in: region))
                    break loop
                }

            case .addi: x[i.rd] = x[i.rs1] &+ i.extended
            case .slti: x[i.rd] = IntegerComputation.isLess(x[i.rs1], i.extended) ? 1 : 0
            case .sltiu: x[i.rd] = x[i.rs1] < i.extended ? 1 : 0
            case .xori: x[i.rd] = x[i.rs1] ^ i.extended
            case .ori: x[i.rd] = x[i.rs1] | i.extended
            case .andi: x[i.rd] = x[i.rs1] & i.extended
            case .slli: x[i.rd] = IntegerComputation.shiftLeft(x[i.rs1], i.extended)
            case .srli: x[i.rd] = IntegerComputation.shiftRight(x[i.rs1], i.extended)
            case .srai: x[i.rd] = IntegerComputation.shiftRightArithmetic(x[i.rs1], i.extended)
            case .add: x[i.rd] = x[i.rs1] &+ x[i.rs2]
            case .sub: x[i.rd] = x[i.rs1] &- x[i.rs2]
            case .sll: x[i.rd] = IntegerComputation.shiftLeft(x[i.rs1], x[i.rs2])
            case .slt: x[i.rd] = IntegerComputation.isLess(x[i.rs1], x[i.rs2]) ? 1 : 0
            case .sltu: x[i.rd] = x[i.rs1] < x[i.rs2] ? 1 : 0
            case .xor: x[i.rd] = x[i.rs1] ^ x[i.rs2]
            case .srl: x[i.rd] = IntegerComputation.shiftRight(x[i.rs1], x[i.rs2])
            case .sra: x[i.rd] = IntegerComputation.shiftRightArithmetic(x[i.rs1], x[i.rs2])
            case .or: x[i.rd] = x[i.rs1] | x[i.rs2]
            case .and: x[i.rd] = x[i.rs1] & x[i.rs2]

            case .addiw: x[i.rd] = WordComputation.add(x[i.rs1], i.extended)
            case .slliw: x[i.rd] = WordComputation.shiftLeft(x[i.rs1], i.extended)
            case .srliw: x[i.rd] = WordComputation.shiftRight(x[i.rs1], i.extended)
            case .sraiw: x[i.rd] = WordComputation.shiftRightArithmetic(x[i.rs1], i.extended)
            case .addw: x[i.rd] = WordComputation.add(x[i.rs1], x[i.rs2])
            case .subw: x[i.rd] = WordComputation.subtract(x[i.rs1], x[i.rs2])
            case .sllw: x[i.rd] = WordComputation.shiftLeft(x[i.rs1], x[i.rs2])
            case .srlw: x[i.rd] = WordComputation.shiftRight(x[i.rs1], x[i.rs2])
            case .sraw: x[i.rd] = WordComputation.shiftRightArithmetic(x[i.rs1], x[i.rs2])

            case .mul: x[i.rd] = x[i.rs1] &* x[i.rs2]
            case .mulh: x[i.rd] = Multiplication.high(x[i.rs1], x[i.rs2])
            case .mulhsu: x[i.rd] = Multiplication.highSignedUnsigned(x[i.rs1], x[i.rs2])
            case .mulhu: x[i.rd] = Multiplication.highUnsigned(x[i.rs1], x[i.rs2])
            case .div: x[i.rd] = Multiplication.quotient(x[i.rs1], x[i.rs2])
            case .divu: x[i.rd] = Multiplication.quotientUnsigned(x[i.rs1], x[i.rs2])
            case .rem: x[i.rd] = Multiplication.remainder(x[i.rs1], x[i.rs2])
            case .remu: x[i.rd] = Multiplication.remainderUnsigned(x[i.rs1], x[i.rs2])
            case .mulw: x[i.rd] = Multiplication.wordProduct(x[i.rs1], x[i.rs2])
            case .divw: x[i.rd] = Multiplication.wordQuotient(x[i.rs1], x[i.rs2])
            case .divuw: x[i.rd] = Multiplication.wordQuotientUnsigned(x[i.rs1], x[i.rs2])
            case .remw: x[i.rd] = Multiplication.wordRemainder(x[i.rs1], x[i.rs2])
            case .remuw: x[i.rd] = Multiplication.wordRemainderUnsigned(x[i.rs1], x[i.rs2])

            case .addiThenAddi:
                x[i.rd] = x[i.rs1] &+ i.extended
                cursor.advance()
                left &-= 1
                if left < 0 {
                    exit = .outOfFuel
                    break loop
                }
                let next = cursor.instruction
                x[next.rd] = x[next.rs1] &+ next.extended
            case .addiThenBne:
                x[i.rd] = x[i.rs1] &+ i.extended
                cursor.advance()
                left &-= 1
                if left < 0 {
                    exit = .outOfFuel
                    break loop
                }
                let next = cursor.instruction
                if x[next.rs1] != x[next.rs2] {
                    cursor.jump(by: next.immediate)
                    continue loop
                }
            case .ldThenLd:
                guard let value = load(i, UInt64.self) else {
                    exit = .fault(accessFault(.load, 8, cursor.index, in: region))
                    break loop
                }
                x[i.rd] = value
                cursor.advance()
                left &-= 1
                if left < 0 {
                    exit = .outOfFuel
                    break loop
                }
                let next = cursor.instruction
                guard let value = load(next, UInt64.self) else {
                    exit = .fault(accessFault(.load, 8, cursor.index, in: region))
                    break loop
                }
                x[next.rd] = value
            case .sdThenSd:
                guard store(i, UInt64.self) else {
                    exit = .fault(accessFault(.store, 8, cursor.index, in: region))
                    break loop
                }
                cursor.advance()
                left &-= 1
                if left < 0 {
                    exit = .outOfFuel
                    break loop
                }
                let next = cursor.instruction
                guard store(next, UInt64.self) else {
                    exit = .fault(accessFault(.store, 8, cursor.index, in: region))
                    break loop
                }

            case .fence: break
            case .ecall:
                exit = .fault(.environmentCall(pc: here(cursor)))
                break loop
            case .ebreak:
                exit = .fault(.breakpoint(pc: here(cursor)))
                break loop
            }
            cursor.advance()
        }

        switch exit {
        case .left(let target, let source):
            pc = target
            origin = source
        case .fault, .outOfFuel:
            left &+= 1
            pc = here(cursor)
        }
        fuel = left
        instructionCount &+= UInt64(truncatingIfNeeded: granted &- left)
        return exit
    }
}
