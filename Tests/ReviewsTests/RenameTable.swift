// SPDX-License-Identifier: GPL-2.0-only

import Foundation

/// Other names for every driver, format, function and register of the sample tree, and other places
/// for its files: literal, in this order, for paths and texts alike.
enum RenameTable {
    /// Old and new names.
    static let pairs = table.split(separator: "\n").map { line in
        let words = line.split(separator: " ").map(String.init)
        return (old: words[0], new: words[1])
    }

    private static let table = """
        drivers/iommu/heron-iommu.c drivers/iommu/otter/otter.c
        drivers/iommu/plover-iommu.c drivers/iommu/lynx/lynx-mmu.c
        drivers/iommu/kestrel-iommu.c drivers/iommu/badger.c
        drivers/iommu/io-pgtable-quill.c drivers/iommu/formats/brook.c
        drivers/iommu/io-pgtable-tarn.c drivers/iommu/formats/gorge.c
        drivers/clk/clk-wader.c drivers/clk/swan/dividers.c
        HERON_CTRL OTTER_MODE
        HERON_TABLE OTTER_LIST
        HERON_WINDOW OTTER_SLICE
        HERON_PAGES OTTER_COUNT
        HERON_FLUSH OTTER_KICK
        HERON_STATUS OTTER_STATE
        HERON_ENTRY OTTER_CELL
        PLOVER_ROOT LYNX_TOP
        PLOVER_ENABLE LYNX_GATE
        PLOVER_INV_FIRST LYNX_LOW
        PLOVER_INV_LAST LYNX_HIGH
        PLOVER_INV_START LYNX_TRIGGER
        PLOVER_INV_DONE LYNX_READY
        PLOVER_INV LYNX_PURGE
        KESTREL_CTRL BADGER_SWITCH
        KESTREL_QUEUE BADGER_RING
        KESTREL_PROD BADGER_TAIL
        KESTREL_CONS BADGER_HEAD
        KESTREL_ROOT BADGER_TREE
        KESTREL_CMD0 BADGER_LOW_WORD
        KESTREL_CMD1 BADGER_HIGH_WORD
        KESTREL_OP_INV BADGER_VERB_DROP
        KESTREL_OP_SYNC BADGER_VERB_FENCE
        KESTREL_SLOT BADGER_PLACE
        DEVICE_FLUSH DEVICE_KICK
        DEVICE_PROD DEVICE_TAIL
        DEVICE_CONS DEVICE_HEAD
        QUILL_PTE_VALID BROOK_WORD_PRESENT
        QUILL_PTE BROOK_WORD
        TARN_PTE_KIND GORGE_WORD_TYPE
        TARN_PTE GORGE_WORD
        heron_iommu_unmap otter_take_away
        heron_iommu_map otter_bring
        heron_iommu_sync_map otter_brought
        heron_iommu_sync otter_settle
        heron_flush otter_kick
        heron_entry otter_cell
        heron_write otter_poke
        plover_iommu_unmap lynx_clear
        plover_iommu_map lynx_set
        plover_iommu_sync lynx_settle
        plover_inv_range lynx_purge_span
        plover_inv_all lynx_purge_everything
        plover_inv_run lynx_purge_go
        kestrel_unmap_pages badger_remove
        kestrel_map_pages badger_insert
        kestrel_iotlb_sync badger_settle
        kestrel_tlb_add_page badger_note_leaf
        kestrel_inv_leaves badger_drop_leaves
        kestrel_inv_context badger_drop_context
        kestrel_queue badger_push
        kestrel_sync badger_fence
        kestrel_wait badger_until
        quill_unmap_leaves brook_strip
        quill_unmap_pages brook_remove
        quill_map_one brook_insert
        quill_pte brook_word
        tarn_unmap_level gorge_strip
        tarn_unmap_pages gorge_remove
        tarn_map_level gorge_insert
        tarn_drop_table gorge_prune
        tarn_pte gorge_word
        iommu_unmap_leaves core_take_down
        iommu_map_leaves core_build_up
        iommu_largest_leaf core_leaf_for
        iommu_in_aperture core_is_inside
        heron otter
        HERON OTTER
        Heron Otter
        plover lynx
        PLOVER LYNX
        Plover Lynx
        kestrel badger
        KESTREL BADGER
        Kestrel Badger
        QUILL_32 BROOK_32
        quill brook
        QUILL BROOK
        Quill Brook
        TARN_64 GORGE_64
        tarn gorge
        TARN GORGE
        Tarn Gorge
        wader swan
        WADER SWAN
        Wader Swan
        """

    /// A text under the new names.
    static func renamed(_ text: String) -> String {
        pairs.reduce(text) { $0.replacingOccurrences(of: $1.old, with: $1.new) }
    }
}
