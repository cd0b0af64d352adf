// SPDX-License-Identifier: GPL-2.0-only

/// A second IOMMU of our own: two levels of tables, blocks of 2 MiB, a walker that is not coherent,
/// a flush queue, and locks. `BUG(NAME)` is true where that bug is planted.
///
/// A directory of 16 entries from IOVA 0x200000; an entry is 0, a table's address and bit 0, or a
/// block's address and bits 0 and 1. A table has 512 entries, each an address and bit 0.
let gadgetSource = #"""
    typedef unsigned long u64;
    typedef unsigned int u32;
    typedef _Bool bool;

    extern void *__kmalloc_noprof(u64 size, u32 flags);
    extern void kfree(const void *p);
    extern void shim_write64(u64 value, u64 address);
    extern u32 shim_read32(u64 address);
    extern void *memset(void *p, int c, u64 n);
    extern void warn_slowpath_fmt(const char *, int, u32, const char *, ...);
    extern void panic(const char *format, ...);
    extern u64 dma_map_phys(void *dev, u64 phys, u64 size, int dir, u64 attrs);
    extern void dma_sync_single_for_device(void *dev, u64 address, u64 size, int dir);
    extern u64 _raw_spin_lock_irqsave(void *lock);
    extern void _raw_spin_unlock_irqrestore(void *lock, u64 flags);
    extern void mutex_lock(void *lock);
    extern void mutex_unlock(void *lock);
    extern void msleep(u32 milliseconds);
    extern int clk_prepare(void *clock);
    extern int _printk(const char *format, ...);
    extern u64 __get_free_pages(u32 flags, u32 order);
    extern void free_pages(u64 address, u32 order);
    extern void device_invalidate_all(void);
    extern void device_invalidate_range(u64 first, u64 last, u64 leaf);
    extern void device_invalidate_leaves(u64 first, u64 last, u64 leaf);
    extern void device_complete(void);
    extern void device_atc_enable(bool waits);
    extern void device_atc_invalidate_range(u64 first, u64 last);
    extern u64 device_read64(u64 phys);
    extern void device_unsupported(const char *what);

    #define ENTRY __attribute__((used, noinline))
    #define NOINLINE __attribute__((noinline))
    #define BUG(name) (plant == name)
    #define HAS_ATC (plant >= ATC_FINE)
    #define VOLATILE(type, pointer) (*(volatile type *)(pointer))
    #define PAGE 0x1000ul
    #define BLOCK 0x200000ul
    #define BASE 0x200000ul
    #define BLOCKS 16ul
    #define LAST_IOVA (BASE + BLOCKS * BLOCK - 1)
    #define REGISTERS 0x10000000ul
    #define PHYS(p) ((u64)(p) - 0x100000000ul)
    #define VIRT(phys) ((u64 *)((phys) + 0x100000000ul))
    #define ZERO 0x100u
    #define GFP_KERNEL 0xcc0u
    #define GFP_ATOMIC 0x820u
    enum { TABLE = 0, FIRST = 8, LAST = 16, LEAF = 24, COMMAND = 32, STATUS = 40 };
    enum { RANGE = 1, ALL = 2, LEAVES = 3, ATC = 4 };

    ENTRY const u64 bench_page_struct_bytes = 0;
    ENTRY const u64 bench_gfp_zero = ZERO;
    ENTRY const u64 bench_gfp_sleep = 0x400;

    /* The number of the bug, which the test puts in. */
    ENTRY const volatile u64 plant = 0x4445544e414c50ul;

    struct gather { u64 start, end; bool queued; };

    /* The driver. */

    static u64 *directory;
    static u64 lock, mutex;

    static void sync_entry(u64 *entry)
    {
    	dma_sync_single_for_device(0, PHYS(entry), 8, 1);
    }

    static NOINLINE void wait_idle(void)
    {
    	while ((int)shim_read32(REGISTERS + STATUS) >= 0)
    		;
    }

    static NOINLINE void flush(u64 first, u64 last, u64 leaf, u64 command)
    {
    	shim_write64(first, REGISTERS + FIRST);
    	shim_write64(last, REGISTERS + LAST);
    	shim_write64(leaf, REGISTERS + LEAF);
    	shim_write64(command, REGISTERS + COMMAND);
    }

    static NOINLINE void flush_walk(u64 iova)
    {
    	flush(iova, iova + BLOCK - 1, 0, BUG(WALK_LEAVES_ONLY) ? LEAVES : RANGE);
    	if (!BUG(WALK_NO_WAIT))
    		wait_idle();
    }

    static NOINLINE void free_table(u64 iova, u64 *table)
    {
    	if (!BUG(NO_WALK_FLUSH))
    		flush_walk(iova);
    	kfree(table);
    	if (BUG(DOUBLE_FREE))
    		kfree(table);
    	if (BUG(USE_AFTER_FREE))
    		VOLATILE(u64, table) = 0;
    }

    static NOINLINE void gather_add(struct gather *gather, u64 iova, u64 size)
    {
    	if (!BUG(NULL_GATHER) && (!gather || gather->queued))
    		return;
    	if (BUG(BLOCK_NOT_GATHERED) && size == BLOCK)
    		return;
    	if (BUG(FIRST_ONLY) && gather->start <= gather->end && iova != gather->end + 1)
    		return;
    	if (BUG(SECOND_TABLE) && gather->start <= gather->end &&
    	    iova / BLOCK != gather->start / BLOCK)
    		return;
    	if (iova < gather->start)
    		gather->start = iova;
    	if (iova + size - 1 > gather->end)
    		gather->end = iova + size - 1;
    }

    static NOINLINE void gather_init(struct gather *gather, bool queued)
    {
    	gather->start = ~0ul;
    	gather->end = 0;
    	gather->queued = queued;
    }

    static NOINLINE void gather_sync(struct gather *gather)
    {
    	static u32 syncs;
    	u64 end = gather->end, leaf = 0;

    	if (gather->start > gather->end || BUG(NO_FLUSH) || BUG(ONLY_TRANSLATE_FLUSHES))
    		return;
    	if (BUG(GIVES_UP_LATER) && ++syncs > 200)
    		return;
    	if (BUG(START_IS_NONE) && gather->start == BASE)
    		return;
    	if (BUG(END_EXCLUSIVE) && end + 1 > LAST_IOVA)
    		return;
    	if (BUG(SHORT))
    		end -= PAGE;
    	if (BUG(OVER))
    		end += 4 * PAGE;
    	if (BUG(WRONG_LEAF))
    		leaf = BLOCK;
    	if (BUG(SPLIT_HINT))
    		leaf = gather->end - gather->start < BLOCK - 1 ? PAGE : 0;
    	if (BUG(ATC_FIRST))
    		flush(gather->start, end, 0, ATC);
    	flush(gather->start, end, leaf, BUG(FLUSH_ALL) ? ALL : LEAVES);
    	if (HAS_ATC && !BUG(ATC_FIRST) && !BUG(ATC_NOT_FLUSHED)) {
    		if (!BUG(ATC_WAITS) && !BUG(ATC_TOO_EARLY))
    			wait_idle();
    		flush(gather->start, end - (BUG(ATC_SHORT) ? PAGE : 0), 0, ATC);
    	}
    	if (!BUG(NO_WAIT) && !BUG(ATC_NO_WAIT))
    		wait_idle();
    }

    static NOINLINE u64 *new_table(u32 flags)
    {
    	u64 *table = __kmalloc_noprof(4096, flags | ZERO);

    	if (table && !BUG(TABLE_NOT_MAPPED))
    		dma_map_phys(0, PHYS(table), 4096, 1, 0);
    	return table;
    }

    static NOINLINE int map_page(u64 *entry, u64 iova, u64 phys)
    {
    	u64 *table;

    	if (!*entry) {
    		table = new_table(BUG(SLEEPING_ALLOCATION) ? GFP_KERNEL : GFP_ATOMIC);
    		if (!table && !BUG(NULL_TABLE))
    			return -12;
    		table[511] = 0;
    		if (BUG(OUT_OF_BOUNDS))
    			VOLATILE(u64, table + 512) = 0;
    		*entry = PHYS(table) | 1;
    		sync_entry(entry);
    	}
    	table = VIRT(*entry & ~0xffful);
    	table[iova / PAGE % 512] = phys | 1;
    	if (!BUG(MAP_NOT_SYNCED))
    		sync_entry(&table[iova / PAGE % 512]);
    	return 0;
    }

    static u64 unmap(u64 iova, u64 size, struct gather *gather);

    static NOINLINE void map_block(u64 *entry, u64 iova, u64 phys)
    {
    	u64 old = *entry;

    	if (old && BUG(NULL_GATHER))
    		gather_add(0, iova, BLOCK);
    	*entry = 0;
    	sync_entry(entry);
    	if (old && BUG(REMAP_NO_WALK_FLUSH))
    		kfree(VIRT(old & ~0xffful));
    	else if (old)
    		free_table(iova, VIRT(old & ~0xffful));
    	*entry = phys | 3;
    	sync_entry(entry);
    }

    static NOINLINE int map(u64 iova, u64 phys, u64 size)
    {
    	u64 flags = _raw_spin_lock_irqsave(&lock), done = 0, step;
    	int error = BUG(MAP_FAILS) ? -22 : 0;

    	while (done < size && !error) {
    		u64 *entry = &directory[(iova + done - BASE) / BLOCK];

    		step = PAGE;
    		if ((iova + done) % BLOCK == 0 && (phys + done) % BLOCK == 0 && size - done >= BLOCK) {
    			step = BLOCK;
    			map_block(entry, iova + done, phys + done);
    		} else {
    			error = map_page(entry, iova + done,
    					 phys + done + (BUG(WRONG_TRANSLATION) ? PAGE : 0));
    		}
    		if (!error)
    			done += step;
    	}
    	if (error && BUG(KEEPS_LOCK_ON_ERROR))
    		return error;
    	if (error && done && !BUG(NO_UNWIND)) {
    		struct gather gather;

    		gather_init(&gather, 0);
    		unmap(iova, done, &gather);
    		if (!BUG(UNWIND_NO_FLUSH))
    			gather_sync(&gather);
    	}
    	_raw_spin_unlock_irqrestore(&lock, flags);
    	return error;
    }

    /* The rest of a block goes on as pages. */
    static NOINLINE bool split(u64 *entry, u64 iova)
    {
    	u64 *table = new_table(GFP_ATOMIC);
    	u64 block = *entry & ~0xffful, i;

    	if (!table)
    		return 0;
    	for (i = 0; i < 512; i++)
    		table[i] = (BUG(SPLIT_LOSES_ADDRESS) ? 0x40000000 : block) + i * PAGE + 1;
    	if (BUG(SPLIT_LOSES_REST))
    		table[511] = 0;
    	dma_sync_single_for_device(0, PHYS(table), 4096, 1);
    	*entry = PHYS(table) | 1;
    	sync_entry(entry);
    	return 1;
    }

    static NOINLINE u64 unmap(u64 iova, u64 size, struct gather *gather)
    {
    	u64 done = 0, step, i;

    	if (BUG(KEEPS_CLOCK))
    		clk_prepare(0);
    	if (BUG(COMPLAINS))
    		_printk("\0013gadget: gave up after %d\n", 7);
    	if (BUG(FREES_TWO_PAGES))
    		free_pages(__get_free_pages(GFP_ATOMIC, 0), 1);
    	while (done < size) {
    		u64 at = iova + done;
    		u64 *entry = &directory[(at - BASE) / BLOCK], *table;
    		bool whole = at % BLOCK == 0 && size - done >= BLOCK;

    		step = PAGE;
    		if (!*entry) {
    			if (BUG(RETURNS_SIZE))
    				return size;
    			if (BUG(WARNS))
    				warn_slowpath_fmt("drivers/iommu/gadget.c", 7, 9, 0);
    			break;
    		}
    		if ((*entry & 2) && !whole && !split(entry, at & ~(BLOCK - 1)))
    			break;
    		if (whole) {
    			u64 old = *entry;

    			step = BLOCK;
    			*entry = 0;
    			sync_entry(entry);
    			if (!(old & 2))
    				free_table(at, VIRT(old & ~0xffful));
    		} else {
    			table = VIRT(*entry & ~0xffful);
    			i = at / PAGE % 512;
    			if (!table[i]) {
    				if (BUG(RETURNS_SIZE))
    					return size;
    				if (BUG(HALF_NO_FLUSH))
    					gather_init(gather, 0);
    				break;
    			}
    			if (!(BUG(LEFT) && done == PAGE))
    				table[i] = 0;
    			if (!BUG(UNMAP_NOT_SYNCED))
    				sync_entry(&table[i]);
    			if (BUG(LOST) && done + PAGE == size && i < 511) {
    				table[i + 1] = 0;
    				sync_entry(&table[i + 1]);
    			}
    		}
    		gather_add(gather, at, step);
    		done += step;
    	}
    	return done;
    }

    static NOINLINE void recurse(volatile char *p)
    {
    	volatile char more[4096];

    	more[0] = *p;
    	recurse(more);
    	*p = more[0];
    }

    static NOINLINE void large_frame(void)
    {
    	volatile char frame[20000];

    	frame[mutex] = 1;
    }

    static NOINLINE bool skips_flush(void)
    {
    	struct { u64 other, flag; } *fresh = __kmalloc_noprof(16, GFP_ATOMIC), copy;

    	if (!fresh)
    		return 0;
    	fresh->other = 1;
    	copy = *fresh;
    	kfree(fresh);
    	return BUG(FRESH_FLAG) && VOLATILE(u64, &copy.flag) & 1;
    }

    static NOINLINE void misbehave(void)
    {
    	if (BUG(FRAME))
    		large_frame();
    	if (BUG(NULL_LOAD))
    		VOLATILE(u64, 24);
    	if (BUG(WILD_STORE))
    		VOLATILE(u64, 0x7000000000) = 1;
    	if (BUG(STACK))
    		recurse((char *)&lock);
    	if (BUG(PANIC))
    		panic("gadget on fire");
    	if (BUG(ENDLESS))
    		while (!VOLATILE(u64, &mutex))
    			;
    	if (BUG(UNINITIALISED))
    		VOLATILE(u64, VOLATILE(u64, __kmalloc_noprof(64, GFP_ATOMIC)));
    	if (BUG(DOUBLE_LOCK))
    		_raw_spin_lock_irqsave(&lock);
    	if (BUG(SLEEP))
    		msleep(1);
    	if (BUG(MUTEX)) {
    		mutex_lock(&mutex);
    		mutex_unlock(&mutex);
    	}
    	if (BUG(WRONG_TABLE))
    		shim_write64(0x7000000000, REGISTERS + TABLE);
    }

    static NOINLINE u64 locked_unmap(u64 iova, u64 size, struct gather *gather)
    {
    	u64 flags = _raw_spin_lock_irqsave(&lock), done;

    	misbehave();
    	if (BUG(FLUSH_FIRST)) {
    		flush(iova, iova + size - 1, 0, RANGE);
    		wait_idle();
    	}
    	done = unmap(iova, size, gather);
    	if ((BUG(FRESH_FLAG) || BUG(FRESH_COPY)) && skips_flush())
    		gather_init(gather, 0);
    	if (BUG(FLUSH_FIRST))
    		gather_init(gather, 0);
    	if (BUG(UNLOCK_TWICE))
    		_raw_spin_unlock_irqrestore(&lock, flags);
    	if (BUG(INTERRUPTS_OFF))
    		flags = 1;
    	if (!BUG(KEEPS_LOCK))
    		_raw_spin_unlock_irqrestore(&lock, flags);
    	if (BUG(WRONG_RETURN))
    		return done / 2;
    	return BUG(TOO_MUCH) ? done + PAGE : done;
    }

    static struct gather open_gather;

    ENTRY int scenario_map(u64 iova, u64 phys, u64 size) { return map(iova, phys, size); }

    ENTRY u64 scenario_unmap(u64 iova, u64 size)
    {
    	struct gather gather;
    	u64 done;

    	gather_init(&gather, 0);
    	done = locked_unmap(iova, size, &gather);
    	gather_sync(&gather);
    	return done;
    }

    ENTRY void scenario_gather_init(void) { gather_init(&open_gather, 0); }
    ENTRY u64 scenario_unmap_fast(u64 iova, u64 size)
    {
    	return locked_unmap(iova, size, &open_gather);
    }
    ENTRY void scenario_sync(void) { gather_sync(&open_gather); }
    ENTRY u64 scenario_gather_start(void) { return open_gather.start; }
    ENTRY u64 scenario_gather_end(void) { return open_gather.end; }
    ENTRY u64 scenario_gather_pgsize(void) { return PAGE; }

    ENTRY u64 scenario_unmap_queued(u64 iova, u64 size)
    {
    	struct gather gather;

    	gather_init(&gather, 1);
    	return locked_unmap(iova, size, &gather);
    }

    ENTRY void scenario_flush_all(void)
    {
    	if (BUG(QUEUE_NO_FLUSH))
    		return;
    	shim_write64(ALL, REGISTERS + COMMAND);
    	if (!BUG(QUEUE_NO_WAIT))
    		wait_idle();
    }

    ENTRY u64 scenario_translate(u64 iova)
    {
    	u64 entry = directory[(iova - BASE) / BLOCK];

    	if (BUG(ONLY_TRANSLATE_FLUSHES)) {
    		shim_write64(ALL, REGISTERS + COMMAND);
    		wait_idle();
    	}
    	if (!entry)
    		return 0;
    	if (entry & 2)
    		return (entry & ~0xffful) + (BUG(TRANSLATES_BLOCK) ? 0 : iova % BLOCK);
    	entry = VIRT(entry & ~0xffful)[iova / PAGE % 512];
    	return entry ? (entry & ~0xffful) + iova % PAGE : 0;
    }

    ENTRY u64 scenario_first_iova(void) { return BASE; }
    ENTRY u64 scenario_last_iova(void) { return LAST_IOVA; }

    /* The device. */

    static u64 registers[6];

    ENTRY u64 bench_mmio_read(u64 address, u32 bytes)
    {
    	device_complete();
    	return 0x80000001;
    }

    ENTRY void bench_mmio_write(u64 address, u64 value, u32 bytes)
    {
    	u64 offset = address - REGISTERS;

    	if (offset > COMMAND) {
    		device_unsupported("gadget register");
    		return;
    	}
    	registers[offset / 8] = value;
    	if (offset != COMMAND)
    		return;
    	if (value == ATC)
    		device_atc_invalidate_range(registers[FIRST / 8], registers[LAST / 8]);
    	else if (value == ALL)
    		device_invalidate_all();
    	else if (value == RANGE)
    		device_invalidate_range(registers[FIRST / 8], registers[LAST / 8],
    					registers[LEAF / 8]);
    	else
    		device_invalidate_leaves(registers[FIRST / 8], registers[LAST / 8],
    					 registers[LEAF / 8]);
    }

    struct bench_leaf { u64 first, size, phys; };

    ENTRY bool bench_walk(u64 iova, struct bench_leaf *leaf)
    {
    	u64 entry;

    	if (iova < BASE || iova > LAST_IOVA)
    		return 0;
    	entry = device_read64(registers[TABLE / 8] + (iova - BASE) / BLOCK * 8);
    	if (!(entry & 1))
    		return 0;
    	leaf->size = BLOCK;
    	if (!(entry & 2)) {
    		entry = device_read64((entry & ~0xffful) + iova / PAGE % 512 * 8);
    		if (!(entry & 1))
    			return 0;
    		leaf->size = PAGE;
    	}
    	leaf->first = iova & ~(leaf->size - 1);
    	leaf->phys = entry & ~0xffful;
    	return 1;
    }

    ENTRY int bench_setup(void)
    {
    	directory = new_table(GFP_KERNEL);
    	if (BUG(TABLE_NOT_MAPPED))
    		dma_map_phys(0, PHYS(directory), 4096, 1, 0);
    	shim_write64(PHYS(directory), REGISTERS + TABLE);
    	if (HAS_ATC)
    		device_atc_enable(BUG(ATC_WAITS));
    	return 0;
    }
    """#
