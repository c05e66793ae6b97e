extension Rule {
    private static let assume = ["AssumeRole"]

    /// The rules of STS, in order.
    static let tokens: [Rule] = [
        Rule(
            "S1", assume, "RAM does not allow it", 403, "NoPermission",
            "You are not authorized to do this action. You should be authorized by RAM.",
            .documented),
        Rule(
            "S2", assume, "RoleArn or RoleSessionName is missing", 400, "MissingParameter",
            "The input parameter \"%s\" that is mandatory for processing this request is not "
                + "supplied.", .inferred),
        Rule(
            "S3", assume, "the caller is an account's root", 403, "NoPermission",
            "Roles may not be assumed by root accounts.", .documented),
        Rule(
            "S4", assume, "there is no such role", 404, "EntityNotExist.Role",
            "The specified Role not exists.", .documented),
        Rule(
            "S5", assume, "the role does not trust the caller", 403, "NoPermission",
            "You are not authorized to do this action. You should be authorized by RAM.",
            .documented),
        Rule(
            "S6", assume, "RoleSessionName is not 2 to 64 letters, digits or .@-_", 400,
            "InvalidParameter.RoleSessionName",
            "The parameter RoleSessionName is wrongly formed.", .inferred),
        Rule(
            "S7", assume, "DurationSeconds is not within 900 and the role's maximum", 400,
            "InvalidParameter.DurationSeconds",
            "The Min/Max value of DurationSeconds is 15min/1hr.", .inferred),
        Rule(
            "S8", assume, "Policy is not a policy document", 400,
            "InvalidParameter.PolicyGrammar", "The parameter Policy has not passed grammar check.",
            .inferred),
    ]
}
