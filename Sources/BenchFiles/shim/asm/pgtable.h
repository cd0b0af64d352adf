/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef SHIM_ASM_PGTABLE_H
#define SHIM_ASM_PGTABLE_H

/*
 * The CPU's own page tables. No driver under test walks them: the types and names have to exist,
 * the answers do not matter.
 */
#include <asm/page.h>
#include <asm-generic/pgtable-nopmd.h>

#define PGDIR_SHIFT		30
#define PGDIR_SIZE		(1UL << PGDIR_SHIFT)
#define PGDIR_MASK		(~(PGDIR_SIZE - 1))
#define PTRS_PER_PGD		512
#define PTRS_PER_PTE		512
#define USER_PTRS_PER_PGD	256

#define VMALLOC_START		0x7000000000UL
#define VMALLOC_END		0x8000000000UL
#define MODULES_VADDR		VMALLOC_START
#define MODULES_END		VMALLOC_END

#define _PAGE_PRESENT		1UL
#define PAGE_NONE		__pgprot(0)
#define PAGE_SHARED		__pgprot(_PAGE_PRESENT)
#define PAGE_COPY		__pgprot(_PAGE_PRESENT)
#define PAGE_READONLY		__pgprot(_PAGE_PRESENT)
#define PAGE_KERNEL		__pgprot(_PAGE_PRESENT)

#ifndef __ASSEMBLY__

struct mm_struct;
struct vm_area_struct;

extern pgd_t swapper_pg_dir[PTRS_PER_PGD];

#define PFN_PTE_SHIFT		PAGE_SHIFT
#define pte_none(pte)		(!pte_val(pte))
#define pte_present(pte)	(pte_val(pte) & _PAGE_PRESENT)
#define pte_pfn(pte)		(pte_val(pte) >> PAGE_SHIFT)
#define pte_page(pte)		pfn_to_page(pte_pfn(pte))
#define pfn_pte(pfn, prot)	__pte(((pfn) << PAGE_SHIFT) | pgprot_val(prot))
#define pte_clear(mm, addr, p)	set_pte(p, __pte(0))

static inline void set_pte(pte_t *p, pte_t pte)
{
	*p = pte;
}

#define SHIM_PTE_IS(name)						\
static inline int pte_##name(pte_t pte)					\
{									\
	return 1;							\
}

#define SHIM_PTE_SAME(name)						\
static inline pte_t pte_##name(pte_t pte)				\
{									\
	return pte;							\
}

SHIM_PTE_IS(write)
SHIM_PTE_IS(dirty)
SHIM_PTE_IS(young)
SHIM_PTE_SAME(wrprotect)
SHIM_PTE_SAME(mkclean)
SHIM_PTE_SAME(mkold)
SHIM_PTE_SAME(mkwrite_novma)
SHIM_PTE_SAME(mkdirty)
SHIM_PTE_SAME(mkyoung)

static inline pte_t pte_modify(pte_t pte, pgprot_t prot)
{
	return pte;
}

/*
 * Three names whose home moved into the generic headers over the years. As macros, the first two
 * hide a later generic definition under #ifndef or are replaced by it; a forward declaration of the
 * third is completed by the generic definition where there is one, and is never called.
 */
#define pte_mkwrite(pte, ...)			pte_mkwrite_novma(pte)
#define set_pte_at(mm, addr, p, pte)		set_pte(p, pte)
static pte_t mk_pte(const struct page *page, pgprot_t prot);

#define pmd_none(pmd)		(!pmd_val(pmd))
#define pmd_bad(pmd)		0
#define pmd_present(pmd)	(pmd_val(pmd) & _PAGE_PRESENT)
#define pmd_clear(p)		do { *(p) = __pmd(0); } while (0)
#define pmd_pfn(pmd)		(pmd_val(pmd) >> PAGE_SHIFT)
#define pmd_page(pmd)		pfn_to_page(pmd_pfn(pmd))
#define pmd_page_vaddr(pmd)	((unsigned long)__va(pmd_val(pmd) & PAGE_MASK))
#define set_pmd(p, pmd)		do { *(p) = (pmd); } while (0)
#define pgd_page(pgd)		pfn_to_page(pgd_val(pgd) >> PAGE_SHIFT)
#define pgd_page_vaddr(pgd)	((unsigned long)__va(pgd_val(pgd) & PAGE_MASK))
#define set_pgd(p, pgd)		do { *(p) = (pgd); } while (0)

#define __swp_type(entry)		((entry).val & 0x1f)
#define __swp_offset(entry)		((entry).val >> 5)
#define __swp_entry(type, offset)	((swp_entry_t){ (type) | ((offset) << 5) })
#define __pte_to_swp_entry(pte)		((swp_entry_t){ pte_val(pte) })
#define __swp_entry_to_pte(entry)	__pte((entry).val)

#define __HAVE_ARCH_PTE_SWP_EXCLUSIVE
SHIM_PTE_SAME(swp_mkexclusive)
SHIM_PTE_SAME(swp_clear_exclusive)

static inline bool pte_swp_exclusive(pte_t pte)
{
	return false;
}

#define update_mmu_cache(vma, addr, p)				do { } while (0)
#define update_mmu_cache_range(vmf, vma, addr, p, count)	do { } while (0)
#define kern_addr_valid(addr)					1

#endif
#endif
