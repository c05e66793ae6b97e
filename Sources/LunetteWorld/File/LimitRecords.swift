extension Quotas: FileRecord {
    mutating func code(_ fields: inout FieldCoder) throws(FileMistake) {
        let usual = Quotas()
        try fields.code(
            "groups_per_interface", &groupsPerInterface, default: usual.groupsPerInterface)
        try fields.code("groups_per_region", &groupsPerRegion, default: usual.groupsPerRegion)
        try fields.code(
            "addresses_per_normal_group", &addressesPerNormalGroup,
            default: usual.addressesPerNormalGroup)
        try fields.code(
            "interfaces_per_enterprise_group", &interfacesPerEnterpriseGroup,
            default: usual.interfacesPerEnterpriseGroup)
        try fields.code(
            "permissions_per_group", &permissionsPerGroup, default: usual.permissionsPerGroup)
        try fields.code(
            "group_permissions_per_group", &groupPermissionsPerGroup,
            default: usual.groupPermissionsPerGroup)
        try fields.code(
            "permissions_per_interface", &permissionsPerInterface,
            default: usual.permissionsPerInterface)
        try fields.code(
            "interfaces_per_instance", &interfacesPerInstance,
            default: usual.interfacesPerInstance)
        try fields.code("tags_per_resource", &tagsPerResource, default: usual.tagsPerResource)
        try fields.code("items_per_page", &itemsPerPage, default: usual.itemsPerPage)
    }
}

extension Delays: FileRecord {
    mutating func code(_ fields: inout FieldCoder) throws(FileMistake) {
        try fields.code("pending_ms", &pending, default: 0)
        try fields.code("starting_ms", &starting, default: 0)
        try fields.code("stopping_ms", &stopping, default: 0)
        try fields.code("creating_ms", &creating, default: 0)
        try fields.code("attaching_ms", &attaching, default: 0)
        try fields.code("detaching_ms", &detaching, default: 0)
        try fields.code("deleting_ms", &deleting, default: 0)
        try fields.code("propagation_ms", &propagation, default: 0)
        try fields.code("conflict_ms", &conflict, default: 0)
    }
}
