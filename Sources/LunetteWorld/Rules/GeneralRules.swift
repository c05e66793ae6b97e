extension Rule {
    private static let every = ["*"]

    /// What is checked whatever the operation is. The emulator's gateway checks G1s to G2 before
    /// the world sees a request.
    static let general: [Rule] = [
        Rule(
            "G1", every, "unknown action", 404, "InvalidAction.NotFound",
            "The specified API is not found, please check your url and method. %s", .inferred),
        Rule(
            "G2", every, "the quota of the minute window is used up", 400, "Throttling.User",
            "Request was denied due to user flow control.", .documented),
        Rule(
            "G3", every, "RAM does not allow it", 403, "Forbidden.RAM",
            "User not authorized to operate on the specified resource, or this API doesn't "
                + "support RAM.", .documented),
        Rule(
            "P1", every, "a required parameter is missing", 400, "MissingParameter",
            "The input parameter \"%s\" that is mandatory for processing this request is not "
                + "supplied.", .documented),
        Rule(
            "P2", every, "RegionId names no region", 404, "InvalidRegionId.NotFound",
            "The specified RegionId does not exist.", .documented),
        Rule(
            "P4", every, "a value of the wrong type or outside its range", 400, "InvalidParameter",
            "The specified parameter \"%s\" is not valid.", .inferred),
        Rule(
            "P5", every, "DryRun, and everything would pass", 400, "DryRunOperation",
            "Request validation has been passed with DryRun flag set.", .documented),
        Rule(
            "I1", every, "ClientToken is longer than 64 characters", 400, "InvalidParameter",
            "The specified parameter \"%s\" is not valid.", .inferred),
        Rule(
            "I2", every, "ClientToken was used with other parameters", 400,
            "IdempotentParameterMismatch",
            "The request uses the same client token as a previous, but non-identical request.",
            .documented),
    ]

    /// All rules, in the order in which they are checked.
    static let all: [Rule] =
        general + leaving + joining + modifyingInstances + modifyingInterfaces
        + grouping + permitting + interfacing + living + describing
        + tagging + tokens
}
