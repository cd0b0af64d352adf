// SPDX-License-Identifier: GPL-2.0-only

internal import KernelBuild

extension SourceFrame {
    /// `sync (drivers/iommu/iommu.c:12)`; without the number where the compiler gave no line.
    var text: String {
        line > 0 ? "\(function) (\(path):\(line))" : "\(function) (\(path))"
    }
}
