/// A runbook that goes wrong in some way, the command that runs it, and what may come of it: how
/// it ends, and which changes reach the cloud.
struct CarelessRunbook: Sendable, CustomStringConvertible {
    let name: String
    /// The runbook, as `run.lua`; the first line may say `-- module NAME` between files.
    let source: String
    let arguments: [String]
    let exit: Int32
    /// The changes that may be made, as operation and target; most often none.
    let changes: [String]
    /// Rewritten after the runbook was trusted, by name.
    let edits: [String: String]
    /// Whether the runbook is trusted before it runs.
    let isTrusted: Bool
    /// `lunette.toml` of the operator.
    let settings: String

    var description: String { name }

    init(
        _ name: String, _ source: String, _ arguments: [String] = [], exit: Int32 = 6,
        changes: [String] = [], trusted isTrusted: Bool = false, edits: [String: String] = [:],
        settings: String = ""
    ) {
        self.name = name
        self.source = source
        self.arguments = arguments
        self.exit = exit
        self.changes = changes
        self.isTrusted = isTrusted
        self.edits = edits
        self.settings = settings
    }

    /// The files by name: `run.lua`, and what stands behind `-- module NAME`.
    var files: [String: String] {
        var files: [String: String] = [:]
        var name = "run.lua"
        for line in source.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("-- module ") {
                name = line.dropFirst("-- module ".count) + ".lua"
            } else {
                files[name, default: ""] += line + "\n"
            }
        }
        return files
    }
}

// MARK: The corpus

extension CarelessRunbook {
    static let leave =
        "ecs.leave_security_group { security_group_id = 'sg-web', instance_id = 'i-running1' }"
    static let leave2 =
        "ecs.leave_security_group { security_group_id = 'sg-web', instance_id = 'i-running2' }"
    static let stop = "ecs.stop_instance { instance_id = 'i-running1' }"
    static let asks = "runbook { name = 'r', allow = { 'ecs:LeaveSecurityGroup' } }\n"
    static let asksAll = "runbook { name = 'r', allow = { 'ecs:*' } }\n"
    static let left1 = "LeaveSecurityGroup i-running1"
    static let left2 = "LeaveSecurityGroup i-running2"

    static let all: [CarelessRunbook] =
        hidden + unasked + places + callers + trust + policies + limits + secrets + granted

    /// Changes that no manifest asks for, out of sight.
    private static let hidden: [CarelessRunbook] = [
        .init("a change without a manifest", leave),
        .init("in pcall", "pcall(function() \(leave) end)", exit: 0),
        .init("in xpcall", "xpcall(function() \(leave) end, function() \(leave) end)", exit: 0),
        .init("in ecs.try", leave.replacing("ecs.", with: "ecs.try.")),
        .init("in a coroutine", "coroutine.wrap(function() \(leave) end)()"),
        .init(
            "in a coroutine that is closed",
            "local c = coroutine.create(function() local x <close> = setmetatable({}, { __close = "
                + "function() \(leave) end }) coroutine.yield() end) coroutine.resume(c) "
                + "coroutine.close(c)", exit: 0),
        .init(
            "when a scope closes",
            "do local x <close> = setmetatable({}, { __close = function() \(leave) end }) end"),
        .init(
            "when a loop ends",
            "for i in (function() return function() end, nil, nil, setmetatable({}, { __close = "
                + "function() \(leave) end }) end)() do end"),
        .init(
            "when garbage is collected",
            "setmetatable({}, { __gc = function() \(leave) end })", exit: 1),
        .init(
            "in a metamethod",
            "local t = setmetatable({}, { __index = function() \(leave) end }) "
                + "return t.x"),
        .init("in load", "load([[\(leave)]])()"),
        .init("in an error handler", "xpcall(error, function() \(leave) end)", exit: 0),
        .init("in a required file", "require 'm'\n-- module m\n\(leave)"),
        .init(
            "in a required file that nobody sees",
            "require('m' .. '')\n-- module m\npcall(function() \(leave) end)", exit: 0),
        .init("in a sort", "table.sort({ 1, 2 }, function() \(leave) end)", exit: 1),
        .init("in a replacement", "string.gsub('x', 'x', function() \(leave) end)", exit: 1),
        .init("by another name", "local f = ecs['leave_' .. 'security_group'] \(leave)"),
        .init(
            "through ensure",
            "ensure.groups { instance_id = 'i-running1', interfaces = 'primary', exactly = { 'sg-quarantine' } }"
        ),
        .init(
            "through a fleet",
            "fleet.map({ 1, 2 }, function() \(leave) end, { on_error = 'continue' })"),
        .init(
            "through a step", "step('quiet', function() \(leave) end)"),
        .init(
            "with a dry run of the service", leave.replacing(" }", with: ", dry_run = true }"),
            exit: 1),
    ]

    /// Manifests that ask for something else, or for more than anybody granted.
    private static let unasked: [CarelessRunbook] = [
        .init("asks, and nobody granted it", asks + leave),
        .init("asks, and catches the refusal", asks + "pcall(function() \(leave) end)"),
        .init("asks for everything", asksAll + stop),
        .init("asks for one thing and does another", asks + stop, ["--yes"]),
        .init("is granted another thing", asks + leave, ["--allow", "ecs:JoinSecurityGroup"]),
        .init(
            "is granted one of two", asksAll + leave + "\n" + stop,
            ["--allow", "ecs:LeaveSecurityGroup"]),
        .init(
            "has its manifest too late", "local x = 1\n" + asks + leave, ["--yes"], exit: 1),
        .init(
            "makes its manifest", "runbook(load('return { allow = { \"ecs:*\" } }')())\n" + leave,
            ["--yes"], exit: 1),
        .init(
            "computes its manifest", "runbook { allow = { 'ecs:' .. '*' } }\n" + leave, ["--yes"],
            exit: 1),
        .init(
            "asks in the wrong case", "runbook { allow = { 'ecs:leavesecuritygroup' } }\n" + leave,
            ["--yes"]),
        .init("asks with a stray pattern", "runbook { allow = { 'Leave*' } }\n" + leave, ["--yes"]),
    ]

    /// Other regions.
    private static let places: [CarelessRunbook] = [
        .init(
            "binds a region that its manifest does not name",
            "runbook { allow = { 'ecs:*' }, regions = { 'cn-hangzhou' } }\n"
                + "ecs.with { region = 'cn-beijing' }.stop_instance { instance_id = 'i-1' }",
            ["--yes"]),
        .init(
            "names a region in the call",
            "runbook { allow = { 'ecs:*' }, regions = { 'cn-hangzhou' } }\n"
                + "ecs.delete_security_group { security_group_id = 'sg-1', region_id = 'cn-beijing' }",
            ["--yes"]),
        .init(
            "is run in the wrong region",
            "runbook { allow = { 'ecs:*' }, regions = { 'cn-beijing' } }\n" + leave, ["--yes"]),
        .init(
            "goes where the policy does not",
            asksAll + "ecs.with { region = 'us-east-1' }.delete_security_group { security_group_id "
                + "= 'sg-1' }", ["--yes"], settings: "[policy]\nregions = ['cn-*']"),
        .init(
            "reads where the policy does not go",
            "ecs.with { region = 'us-east-1' }.describe_instances {}",
            settings: "[policy]\nregions = ['cn-*']"),
    ]

    /// Other accounts, profiles and roles.
    private static let callers: [CarelessRunbook] = [
        .init("is meant for another account", asks + leave, ["--yes", "--account", "999"]),
        .init("is meant for another account, and only reads", "return 1", ["--account", "prod"]),
        .init(
            "uses a profile that nobody named",
            asks + "ecs.with { profile = 'other' }" + leave.dropFirst(3), ["--yes"]),
        .init(
            "reads with a profile that nobody named",
            "ecs.with { profile = 'other' }.describe_instances {}"),
        .init(
            "hides a profile that nobody named",
            asks + "pcall(function() ecs.with { profile = 'other' }" + leave.dropFirst(3) + " end)",
            ["--yes"], exit: 0),
        .init(
            "takes on a role that nobody named",
            asks + "ecs.with { role_arn = 'acs:ram::1234567890123456:role/operator' }"
                + leave.dropFirst(3), ["--yes"]),
        .init(
            "goes from a role to another one",
            asks + "ecs.with { role_arn = 'acs:ram::1234567890123456:role/operator' }.with { "
                + "role_arn = 'acs:ram::1234567890123456:role/admin' }" + leave.dropFirst(3),
            ["--yes", "--profile", "user", "--role", "*:role/operator"]),
        .init(
            "takes on a role that the policy forbids",
            asks + "ecs.with { role_arn = 'acs:ram::1234567890123456:role/operator' }"
                + leave.dropFirst(3), ["--yes", "--role", "acs:*"],
            settings: "[policy]\nroles = ['*/reader']"),
        .init(
            "uses a profile that the policy leaves out",
            asks + "ecs.with { profile = 'main' }" + leave.dropFirst(3),
            ["--yes", "--profile", "main"], settings: "[policy]\nprofiles = ['dev']"),
        .init(
            "is run with a profile that the policy leaves out", asks + leave,
            ["--yes", "--profile", "main"], settings: "[policy]\nprofiles = ['dev']"),
        .init(
            "is run on production with --yes alone", asks + leave,
            ["--yes", "--profile", "main"], settings: "[profiles.main]\nproduction = true"),
        .init(
            "is granted on production without a name", asks + leave,
            ["--allow", "ecs:*", "--profile", "main"],
            settings: "[profiles.main]\nproduction = true"),
        .init(
            "is run on production for another account", asks + leave,
            ["--yes", "--profile", "main", "--account", "other"],
            settings: "[profiles.main]\nproduction = true"),
        .init(
            "binds a production profile",
            asks + "ecs.with { profile = 'main' }" + leave.dropFirst(3),
            ["--yes", "--profile", "spare,main"], settings: "[profiles.main]\nproduction = true"),
    ]

    /// Trusted once, and changed since.
    private static let trust: [CarelessRunbook] = [
        .init(
            "its manifest was edited after trust", asks + leave, trusted: true,
            edits: ["run.lua": asksAll + stop]),
        .init(
            "its code was edited after trust", asks + leave, trusted: true,
            edits: ["run.lua": asks + leave2]),
        .init(
            "a byte was added after trust", asks + leave, trusted: true,
            edits: ["run.lua": asks + leave + "\n "]),
        .init(
            "a required file was edited after trust",
            asks + "require 'm'\n-- module m\nreturn 1", trusted: true, edits: ["m.lua": leave]),
        .init(
            "a file that a required one requires was edited",
            asks + "require 'm'\n-- module m\nrequire('n')\n-- module n\nreturn 1", trusted: true,
            edits: ["n.lua": leave]),
        .init(
            "a required file appeared after trust",
            asks + "pcall(require, 'm') require 'm'", trusted: true, edits: ["m.lua": leave]),
        .init(
            "a file is required by a name that is made",
            asks + "local name = 'm' require(name)\n-- module m\n\(leave)", trusted: true),
        .init(
            "a file by a made name comes first, the change after it",
            asks + "local name = 'm' pcall(require, name)\n\(leave)\n-- module m\nreturn 1",
            trusted: true),
        .init(
            "trusted, and does more than its manifest", asks + leave + "\n" + stop,
            changes: [left1], trusted: true),
        .init(
            "trusted, and the policy forbids it", asks + leave, trusted: true,
            settings: "[policy]\ndeny = ['ecs:Leave*']"),
        .init(
            "trusted, and the policy wants a person", asks + leave, trusted: true,
            settings: "[policy]\nconfirm = ['ecs:Leave*']"),
        .init(
            "trusted, and on more targets than said",
            "runbook { allow = { 'ecs:*' }, max_changes = 1 }\n" + leave + "\n" + leave2,
            changes: [left1], trusted: true),
    ]
}
