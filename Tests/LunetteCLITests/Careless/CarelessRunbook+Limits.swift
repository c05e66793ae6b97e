/// More of the corpus: what a policy, a limit or a broken file must stop, and what may go.
extension CarelessRunbook {
    static let policies: [CarelessRunbook] = [
        .init(
            "the policy denies what everybody granted", asks + leave,
            ["--yes", "--allow", "ecs:*"],
            settings: "[policy]\ndeny = ['ecs:LeaveSecurityGroup']"),
        .init(
            "the policy denies the target", asks + leave + "\n" + leave2, ["--yes"],
            settings: "[[policy.rules]]\ndeny = '*'\ntargets = ['i-running1']"),
        .init(
            "the policy allows other targets only", asks + leave, ["--yes"],
            settings: "[[policy.rules]]\nallow = ['ecs:Leave*']\ntargets = ['sg-tmp*']"),
        .init(
            "the policy denies the account", asks + leave, ["--yes"],
            settings: "[[policy.rules]]\ndeny = 'ecs:*'\naccounts = ['1234567890123456']"),
        .init(
            "the policy denies the profile", asks + leave, ["--yes", "--profile", "main"],
            settings: "[[policy.rules]]\ndeny = 'ecs:*'\nprofiles = ['main']"),
        .init(
            "the policy allows something else", asks + leave, ["--yes"],
            settings: "[policy]\nallow = ['ecs:JoinSecurityGroup']"),
        .init(
            "the policy wants a person", asks + leave, ["--allow", "ecs:*"],
            settings: "[policy]\nconfirm = ['ecs:*']"),
        .init(
            "the policy is misspelled", asks + leave, ["--yes"],
            settings: "[polcy]\ndeny = ['ecs:Stop*']"),
        .init(
            "an operation in the policy is misspelled", asks + leave, ["--yes"],
            settings: "[policy]\ndeny = ['ecs:StopInstanze']"),
        .init("the settings do not parse", asks + leave, ["--yes"], settings: "[policy\n"),
        .init(
            "a rule says two things", asks + leave, ["--yes"],
            settings: "[[policy.rules]]\ndeny = 'ecs:*'\nallow = 'ecs:*'"),
    ]

    static let limits: [CarelessRunbook] = [
        .init(
            "more targets than its manifest says",
            "runbook { allow = { 'ecs:*' }, max_changes = 1 }\n" + leave + "\n" + leave2,
            ["--yes"], changes: [left1]),
        .init(
            "more targets than the command line says", asks + leave + "\n" + leave2,
            ["--yes", "--max-changes", "1"], changes: [left1]),
        .init(
            "a manifest that says more than the command line",
            "runbook { allow = { 'ecs:*' }, max_changes = 99 }\n" + leave + "\n" + leave2,
            ["--yes", "--max-changes", "1"], changes: [left1]),
        .init(
            "a manifest that says more than the policy",
            "runbook { allow = { 'ecs:*' }, max_changes = 99 }\n" + leave + "\n" + leave2,
            ["--yes", "--max-changes", "50"], changes: [left1],
            settings: "[policy]\nmax_changes = 1"),
        .init(
            "a manifest that says more than the settings",
            "runbook { allow = { 'ecs:*' }, max_changes = 99 }\n" + leave + "\n" + leave2,
            ["--yes"], changes: [left1], settings: "[limits]\nmax_changes = 1"),
        .init(
            "goes on after the limit",
            asks + leave + "\npcall(function() \(leave2) end) pcall(function() \(leave2) end)",
            ["--yes", "--max-changes", "1"], exit: 0, changes: [left1]),
        .init(
            "many targets in one call",
            asksAll + "local ids = {} for i = 1, 21 do ids[i] = 'i-' .. i end "
                + "ecs.stop_instances { instance_id = ids }", ["--yes"]),
        .init(
            "many targets made in one call",
            asksAll + "ecs.run_instances { amount = 21, image_id = 'x', instance_type = 'y' }",
            ["--yes"]),
        .init(
            "many calls, one after the other",
            asksAll
                + "for i = 1, 30 do ecs.try.create_security_group { vpc_id = 'vpc-cn-hangzhou', "
                + "security_group_name = 'g' .. i } end", ["--yes"],
            changes: Array(repeating: "CreateSecurityGroup -", count: 20)),
        .init(
            "many targets at once, in a fleet",
            asks + "local ids = {} for i = 1, 21 do ids[i] = 'i-none' .. i end "
                + "fleet.map(ids, function(id) ecs.leave_security_group { security_group_id = "
                + "'sg-web', instance_id = id } end)", ["--yes"]),
        .init(
            "picks its targets by a filter",
            asksAll + "ecs.run_command { type = 'RunShellScript', command_content = 'reboot', "
                + "resource_tag = { { key = 'all' } } }", ["--yes"]),
        .init("a limit of nothing", asks + leave, ["--yes", "--max-changes", "0"]),
        .init(
            "through other accounts, one limit for all",
            asks + leave + "\necs.with { profile = 'spare' }" + leave2.dropFirst(3),
            ["--yes", "--max-changes", "1", "--profile", "main,spare"], changes: [left1]),
    ]

    static let secrets: [CarelessRunbook] = [
        .init("reads user data", "print(ecs.describe_user_data { instance_id = 'i-running1' })"),
        .init(
            "reads user data under a broad grant",
            "error(ecs.describe_user_data { instance_id = 'i-running1' })",
            ["--allow", "ecs:Describe*", "--allow", "ecs:*"]),
        .init(
            "asks broadly, reads user data",
            asksAll
                + "pcall(function() ecs.describe_user_data { instance_id = 'i-running1' } end)",
            ["--yes"], exit: 0),
        .init(
            "reads a console",
            "ecs.get_instance_console_output { instance_id = 'i-running1' }"),
        .init("reads a screen", "ecs.get_instance_screenshot { instance_id = 'i-running1' }"),
        .init(
            "reads a console's address",
            "ecs.describe_instance_vnc_url { instance_id = 'i-running1' }"),
    ]

    /// What is meant does go: a guard that stops everything would pass the rest.
    static let granted: [CarelessRunbook] = [
        .init("is granted with --yes", asks + leave, ["--yes"], exit: 0, changes: [left1]),
        .init(
            "is granted with --allow", leave, ["--allow", "ecs:LeaveSecurityGroup"], exit: 0,
            changes: [left1]),
        .init("is trusted", asks + leave, exit: 0, changes: [left1], trusted: true),
        .init(
            "is trusted with what it requires", asks + "require 'm'\n-- module m\n\(leave)",
            exit: 0,
            changes: [left1], trusted: true),
        .init(
            "is meant for this account", asks + leave, ["--yes", "--account", "1234567890123456"],
            exit: 0, changes: [left1]),
        .init(
            "is meant for production, by name", asks + leave,
            ["--yes", "--profile", "main", "--account", "1234567890123456"], exit: 0,
            changes: [left1], settings: "[profiles.main]\nproduction = true"),
        .init(
            "uses a profile that was named",
            asks + "ecs.with { profile = 'spare' }" + leave.dropFirst(3),
            ["--yes", "--profile", "main,spare"], exit: 0, changes: [left1]),
        .init(
            "takes on a role that was named",
            asks + "ecs.with { role_arn = 'acs:ram::1234567890123456:role/operator' }"
                + leave.dropFirst(3),
            ["--yes", "--profile", "user", "--role", "*:role/operator"], exit: 0,
            changes: [left1]),
        .init(
            "the policy allows it", asks + leave, ["--yes"], exit: 0, changes: [left1],
            settings: "[policy]\nallow = ['ecs:Leave*']\ndeny = ['ecs:Delete*']"),
    ]
}
