// SPDX-License-Identifier: GPL-2.0-only

// Objects that user space can look at: include/linux/kobject.h, include/linux/sysfs.h. Nobody
// looks. References are not counted: what belongs to a kobject lives as long as the run.

extension HostFunctions {
    static let sysfs: [String: HostFunction] = {
        var table: [(String, HostFunction)] = []
        table += aliases(
            [
                "kobject_init_and_add", "kobject_add", "sysfs_create_file_ns",
                "sysfs_create_link", "sysfs_create_link_nowarn", "sysfs_create_group",
                "iommu_device_sysfs_add", "iommu_device_link",
            ],
            HostFunction("int (...)", returning: 0))
        table += aliases(
            [
                "kobject_init", "kobject_put", "kobject_del", "sysfs_remove_file_ns",
                "sysfs_remove_link", "iommu_device_sysfs_remove", "iommu_device_unlink",
            ],
            HostFunction("void (...)", returning: 0))
        table += aliases(
            ["kobject_create_and_add"],
            HostFunction(
                "struct kobject *(const char *, struct kobject *parent)", returning: handle))
        table += aliases(
            ["kobject_get"],
            HostFunction("struct kobject *(struct kobject *)") { call throws(RunStop) in
                try call.argument(0)
            })
        table += aliases(
            ["kobject_uevent", "kobject_uevent_env"],
            HostFunction("int (struct kobject *, enum kobject_action, ...)", returning: 0))
        return Dictionary(uniqueKeysWithValues: table)
    }()
}
