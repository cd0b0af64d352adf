// SPDX-License-Identifier: GPL-2.0-only
/*
 * Choice of a page-table format by number.
 */
#include <linux/io-pgtable.h>
#include <linux/module.h>

static const struct io_pgtable_init_fns *const io_pgtable_formats[IO_PGTABLE_NUM_FMTS] = {
	[QUILL_32] = &io_pgtable_quill_init_fns,
	[TARN_64] = &io_pgtable_tarn_init_fns,
};

/**
 * alloc_io_pgtable_ops - make an empty page table
 * @fmt: format
 * @cfg: what the driver wants; changed to what it gets
 * @cookie: handed to the driver's flush operations
 *
 * Returns NULL when there is no memory or the format cannot do what @cfg asks.
 */
struct io_pgtable_ops *alloc_io_pgtable_ops(enum io_pgtable_fmt fmt,
					    struct io_pgtable_cfg *cfg, void *cookie)
{
	struct io_pgtable *iop;

	if ((unsigned int)fmt >= IO_PGTABLE_NUM_FMTS)
		return NULL;

	iop = io_pgtable_formats[fmt]->alloc(cfg, cookie);
	if (!iop)
		return NULL;

	iop->fmt = fmt;
	iop->cookie = cookie;
	iop->cfg = *cfg;
	return &iop->ops;
}
EXPORT_SYMBOL_GPL(alloc_io_pgtable_ops);

/*
 * The device must not walk the table any more, but it may still have leaves of
 * it in its IOTLB.
 */
void free_io_pgtable_ops(struct io_pgtable_ops *ops)
{
	struct io_pgtable *iop;

	if (!ops)
		return;

	iop = io_pgtable_ops_to_pgtable(ops);
	io_pgtable_tlb_flush_all(iop);
	io_pgtable_formats[iop->fmt]->free(iop);
}
EXPORT_SYMBOL_GPL(free_io_pgtable_ops);
