// SPDX-License-Identifier: GPL-2.0-only

/// A small IOMMU of our own, its driver, and the model of its device, as a bench has them.
///
/// One table of 512 entries from IOVA 0x100000; an entry is the physical address and bit 0, and with
/// bit 1 it belongs to a block of 64 KiB. Commands name a range and a leaf size; reading STATUS
/// waits. `PLANT_*` puts a bug in.
let widgetSource = #"""
    typedef unsigned long u64;
    typedef unsigned int u32;
    typedef _Bool bool;

    extern void *__kmalloc_noprof(u64 size, u32 flags);
    extern void kfree(const void *p);
    extern void shim_write64(u64 value, u64 address);
    extern u32 shim_read32(u64 address);
    extern void *memset(void *p, int c, u64 n);
    extern int _printk(const char *format, ...);
    extern void warn_slowpath_fmt(const char *, int, u32, const char *, ...);
    extern void panic(const char *format, ...);
    extern void mystery(void);
    extern u64 mystery_data;
    extern void device_invalidate_all(void);
    extern void device_invalidate_range(u64 first, u64 last, u64 leaf);
    extern void device_complete(void);
    extern u64 device_read64(u64 phys);
    extern void cpu_relax(void);
    extern void device_unsupported(const char *what);

    #define ENTRY __attribute__((used, noinline))
    #define NOINLINE __attribute__((noinline))
    #define VOLATILE(type, pointer) (*(volatile type *)(pointer))
    #define PAGE 4096ul
    #define BASE 0x100000ul
    #define REGISTERS 0x10000000ul
    #define ZERO 0x100
    enum { TABLE = 0, FIRST = 8, LAST = 16, LEAF = 24, COMMAND = 32, STATUS = 40 };
    enum { RANGE = 1, ALL = 2 };

    ENTRY const u64 bench_page_struct_bytes = 64;
    ENTRY const u64 bench_gfp_zero = ZERO;

    /* The driver. */

    static u64 *table;
    static struct { u64 start, end, pgsize; } gather;

    static NOINLINE void widget_wait(void)
    {
    #ifdef PLANT_POLLED
    	cpu_relax();
    	return;
    #endif
    #ifndef PLANT_NO_WAIT
    	while ((int)shim_read32(REGISTERS + STATUS) >= 0)
    		;
    #endif
    }

    static NOINLINE void widget_flush(u64 first, u64 last)
    {
    #ifdef PLANT_SHORT
    	last -= PAGE;
    #endif
    #ifdef PLANT_OVER
    	last += 2 * PAGE;
    #endif
    #ifdef PLANT_NO_FLUSH
    	return;
    #endif
    	shim_write64(first, REGISTERS + FIRST);
    	shim_write64(last, REGISTERS + LAST);
    #ifdef PLANT_WRONG_LEAF
    	shim_write64(0x200000, REGISTERS + LEAF);
    #endif
    #ifdef PLANT_UNKNOWN_COMMAND
    	shim_write64(9, REGISTERS + COMMAND);
    #endif
    #ifdef PLANT_FLUSH_ALL
    	shim_write64(ALL, REGISTERS + COMMAND);
    #else
    	shim_write64(RANGE, REGISTERS + COMMAND);
    #endif
    	widget_wait();
    }

    static u64 index_of(u64 iova) { return (iova - BASE) / PAGE; }

    static NOINLINE int widget_map(u64 iova, u64 phys, u64 size)
    {
    	u64 i, flags = 1;

    #ifdef PLANT_MAP_FAILS
    	return -12;
    #endif
    	if (size % 0x10000 == 0 && iova % 0x10000 == 0 && size)
    		flags = 3;
    	for (i = 0; i < size; i += PAGE)
    		table[index_of(iova + i)] = (phys + i) | flags;
    #ifdef PLANT_NOT_MAPPED
    	table[index_of(iova)] = 0;
    #endif
    #ifdef PLANT_WRONG_TRANSLATION
    	table[index_of(iova)] += PAGE;
    #endif
    	return 0;
    }

    static NOINLINE void recurse(volatile char *p)
    {
    	volatile char more[4096];

    	more[0] = *p;
    	recurse(more);
    	*p = more[0];
    }

    static NOINLINE void misbehave(void)
    {
    #ifdef PLANT_NULL
    	VOLATILE(u64, 8);
    #elif defined(PLANT_NULL_CALL)
    	((void (*)(void))VOLATILE(u64, &gather.pgsize))();
    #elif defined(PLANT_WILD)
    	VOLATILE(u32, 0x7000000000) = 1;
    #elif defined(PLANT_CONST)
    	VOLATILE(u64, &bench_page_struct_bytes) = 1;
    #elif defined(PLANT_ENDLESS)
    	while (!VOLATILE(u64, &gather.pgsize))
    		;
    #elif defined(PLANT_DOUBLE_FREE)
    	void *p = __kmalloc_noprof(40, 0);

    	kfree(p);
    	kfree(p);
    #elif defined(PLANT_WILD_FREE)
    	kfree((void *)&gather);
    #elif defined(PLANT_USE_AFTER_FREE)
    	char *p = __kmalloc_noprof(40, 0);

    	kfree(p);
    	VOLATILE(char, p + 8) = 1;
    #elif defined(PLANT_OUT_OF_BOUNDS)
    	memset(__kmalloc_noprof(40, 0), 0, 41);
    #elif defined(PLANT_UNINITIALISED)
    	u64 *p = __kmalloc_noprof(64, 0);

    	VOLATILE(u64, VOLATILE(u64, p));
    #elif defined(PLANT_STACK)
    	recurse((char *)&gather);
    #elif defined(PLANT_UNKNOWN)
    	mystery();
    #elif defined(PLANT_UNKNOWN_DATA)
    	VOLATILE(u64, &mystery_data);
    #elif defined(PLANT_WARN)
    	warn_slowpath_fmt("drivers/iommu/widget.c", 77, 9, "%s of %d\n", "unmap", -3);
    #elif defined(PLANT_PANIC)
    	panic("widget %u is on fire", 4);
    #elif defined(PLANT_CHEAT)
    	device_invalidate_all();
    #elif defined(PLANT_FREE_TABLE)
    	kfree(table);
    #elif defined(PLANT_WRONG_TABLE)
    	shim_write64(0x7000000000, REGISTERS + TABLE);
    #elif defined(PLANT_UNKNOWN_REGISTER)
    	shim_write64(0, REGISTERS + 64);
    #elif defined(PLANT_NO_REGISTER)
    	shim_write64(0, 0x20000000);
    #elif defined(PLANT_PRINT)
    	_printk("\001" "6widget: %d %5u|%-5x|%#lx %08x %s %c%% %.2s %pa %lld %hhu %*d\n", -1, 42,
    		0xbeef, 1ul << 40, 0xabcu, "text", 'z', "long", &gather, -5ll, 0x1ff, 4, 7);
    #endif
    }

    static NOINLINE u64 widget_clear(u64 iova, u64 size)
    {
    	u64 i;

    	misbehave();
    	for (i = 0; i < size; i += PAGE) {
    		if (!table[index_of(iova + i)])
    			break;
    #ifdef PLANT_LEFT
    		if (i == PAGE)
    			continue;
    #endif
    		table[index_of(iova + i)] = 0;
    	}
    #ifdef PLANT_LOST
    	table[index_of(iova + size)] = 0;
    #endif
    	return i;
    }

    static NOINLINE u64 widget_unmap(u64 iova, u64 size)
    {
    	u64 cleared;

    #ifdef PLANT_FLUSH_FIRST
    	widget_flush(iova, iova + size - 1);
    	cleared = widget_clear(iova, size);
    #else
    	cleared = widget_clear(iova, size);
    	if (cleared)
    		widget_flush(iova, iova + cleared - 1);
    #endif
    #ifdef PLANT_WRONG_RETURN
    	return 0;
    #endif
    #ifdef PLANT_TOO_MUCH
    	return cleared + PAGE;
    #endif
    	return cleared;
    }

    ENTRY int scenario_map(u64 iova, u64 phys, u64 size) { return widget_map(iova, phys, size); }
    ENTRY u64 scenario_unmap(u64 iova, u64 size) { return widget_unmap(iova, size); }
    ENTRY void scenario_gather_init(void)
    {
    	gather.start = ~0ul;
    	gather.end = 0;
    	gather.pgsize = 0;
    }

    ENTRY u64 scenario_unmap_fast(u64 iova, u64 size)
    {
    	u64 cleared = widget_clear(iova, size);

    	if (cleared && iova < gather.start)
    		gather.start = iova;
    	if (cleared && iova + cleared - 1 > gather.end)
    		gather.end = iova + cleared - 1;
    	gather.pgsize = PAGE;
    	return cleared;
    }

    ENTRY void scenario_sync(void)
    {
    	if (gather.start <= gather.end)
    		widget_flush(gather.start, gather.end);
    }

    ENTRY u64 scenario_gather_start(void) { return gather.start; }
    ENTRY u64 scenario_gather_end(void) { return gather.end; }
    ENTRY u64 scenario_gather_pgsize(void) { return gather.pgsize; }

    /* For tests of single host functions. */

    typedef u64 (*any)(u64, u64, u64, u64, u64, u64);
    ENTRY u64 invoke(u64 f, u64 a, u64 b, u64 c, u64 d, u64 e, u64 g)
    {
    	return ((any)f)(a, b, c, d, e, g);
    }

    ENTRY u64 invoke_with_many(u64 f, u64 a, u64 b, u64 c)
    {
    	return ((u64 (*)(u64, u64, u64, ...))f)(a, b, c, 4, 5, 6, 7, 8, 9, 10);
    }

    ENTRY void mark(u64 *object) { *object = 0x6d61726b; }

    /* The device. */

    static u64 registers[6];

    ENTRY u64 bench_mmio_read(u64 address, u32 bytes)
    {
    	if (address != REGISTERS + STATUS || bytes != 4) {
    		device_unsupported("widget read");
    		return 0;
    	}
    #ifdef PLANT_NEVER_READY
    	return 0;
    #endif
    	device_complete();
    	return 0x80000001;
    }

    #ifdef PLANT_POLLED
    ENTRY void bench_poll(void) { device_complete(); }
    #endif

    ENTRY void bench_mmio_write(u64 address, u64 value, u32 bytes)
    {
    	u64 offset = address - REGISTERS;

    	if (offset > COMMAND) {
    		device_unsupported("widget register 0x40");
    		return;
    	}
    #ifdef PLANT_MODEL
    	if (offset == COMMAND)
    		VOLATILE(u64, 8) = 1;
    #endif
    #ifdef PLANT_SLOW_MODEL
    	for (volatile int i = 0; i < 1000; i++)
    		;
    #endif
    	registers[offset / 8] = value;
    	if (offset == COMMAND && value == ALL)
    		device_invalidate_all();
    	else if (offset == COMMAND && value == RANGE)
    		device_invalidate_range(registers[FIRST / 8], registers[LAST / 8],
    					registers[LEAF / 8]);
    	else if (offset == COMMAND)
    		device_unsupported("widget command");
    }

    struct bench_leaf { u64 first, size, phys; };

    ENTRY bool bench_walk(u64 iova, struct bench_leaf *leaf)
    {
    	u64 index = (iova - BASE) / PAGE, entry, offset;

    	if (iova < BASE || index >= 512)
    		return 0;
    	entry = device_read64(registers[TABLE / 8] + index * 8);
    	if (!(entry & 1))
    		return 0;
    	leaf->size = entry & 2 ? 0x10000 : PAGE;
    	offset = iova % leaf->size / PAGE * PAGE;
    	leaf->first = iova - iova % leaf->size;
    	leaf->phys = (entry & ~0xffful) - offset;
    #ifdef PLANT_WALK
    	leaf->first += leaf->size;
    #endif
    	return 1;
    }

    ENTRY int bench_setup(void)
    {
    #ifdef PLANT_SETUP
    	return -22;
    #endif
    #ifdef PLANT_SETUP_NULL
    	VOLATILE(u64, 16);
    #endif
    #ifdef PLANT_SETUP_UNKNOWN
    	mystery();
    #endif
    #ifdef PLANT_SETUP_ENDLESS
    	while (!VOLATILE(u64, &gather.pgsize))
    		;
    #endif
    	table = __kmalloc_noprof(4096, ZERO);
    	shim_write64((u64)table - 0x100000000ul, REGISTERS + TABLE);
    	return 0;
    }
    """#
