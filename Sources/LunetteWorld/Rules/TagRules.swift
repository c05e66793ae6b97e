extension Rule {
    private static let change = ["TagResources", "UntagResources"]
    private static let tag = ["TagResources"]

    /// The rules of tags, in order.
    static let tagging: [Rule] = [
        Rule(
            "TR1", change + ["ListTagResources"], "ResourceType is none that the emulator has", 404,
            "InvalidResourceType.NotFound",
            "The ResourceType provided does not exist in our records.", .documented),
        Rule(
            "TR2", change, "more than 50 resources", 400, "NumberExceed.ResourceIds",
            "The maximum number of ResourceIds is exceeded.", .documented),
        Rule(
            "TR3", change, "no such resource in this account and region", 404,
            "InvalidResourceId.NotFound", "The specified ResourceId %s does not exist.",
            .documented),
        Rule(
            "TR4", tag, "more than 20 tags", 400, "NumberExceed.Tags",
            "The maximum number of Tags is exceeded.", .documented),
        Rule(
            "TR5", tag, "a tag's key is there twice", 400, "Duplicate.TagKey",
            "The tag key %s is there twice.", .documented),
        Rule(
            "TR6", tag, "a tag's key is malformed", 400, "InvalidTagKey.Malformed",
            "The tag key \"%s\" is not valid.", .documented),
        Rule(
            "TR7", tag, "the resource would have more tags than it may", 403, "QuotaExceed.Tags",
            "The resource %s would have more tags than it may.", .documented),
    ]
}
