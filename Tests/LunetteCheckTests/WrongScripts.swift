/// Scripts that are wrong, and what is said of each: the rule, where, and a part of the remedy.
struct WrongScript: Sendable, CustomStringConvertible {
    let source: String
    let rule: String
    let place: String
    let remedy: String

    var description: String { source }

    private init(_ source: String, _ rule: String, _ place: String, _ remedy: String = "") {
        self.source = source
        self.rule = rule
        self.place = place
        self.remedy = remedy
    }

    static let all: [WrongScript] =
        syntax + names + operations + lists + values + branches + codes + permissions + modules
        + traps

    private static let syntax = [
        WrongScript("if x != nil then end", "syntax", "1:6", "~="),
        WrongScript("local a = 1\nif a == 1 && true then end", "syntax", "2:12", "and"),
        WrongScript("local n = 0\nn += 1", "syntax", "2:3", "x = x + …"),
        WrongScript("for i = 1, 3 do\n  print(i)\n", "syntax", "3:1", "missing end"),
        WrongScript("if true print(1) end", "syntax", "1:9", "then"),
        WrongScript("while true print(1) end", "syntax", "1:12", "do"),
        WrongScript("local t = { a = 1 b = 2 }", "syntax", "1:19"),
        WrongScript("print('a)", "syntax", "1:7"),
        WrongScript("for i = 1, 3 do continue end", "syntax", "1:26", "no continue"),
        WrongScript("// a comment\nprint(1)", "syntax", "1:1", "start with --"),
        WrongScript("local x <frozen> = 1\nprint(x)", "syntax", "1:10"),
        WrongScript("print(1e)", "syntax", "1:7"),
    ]

    private static let names = [
        WrongScript("prnt('a')", "undefined-global", "1:1", "'print'"),
        WrongScript("local count = 1\nprint(cuont, count)", "undefined-global", "2:7", "'count'"),
        WrongScript(
            "do local x = 1; print(x) end\nprint(x)", "undefined-global", "2:7", "out of sight"),
        WrongScript("print(io.read())", "undefined-global", "1:7", "type file"),
        WrongScript("dofile('x.lua')", "undefined-global", "1:1", "require"),
        WrongScript("print(list.map({}, print))", "undefined-global", "1:7", "require \"list\""),
        WrongScript("print(unpack({ 1 }))", "undefined-global", "1:7", "table.unpack"),
        WrongScript("print(string.len2('a'))", "unknown-field", "1:7", "string.len"),
        WrongScript("print(os.getenv('HOME'))", "unknown-field", "1:7", "secret"),
        WrongScript("os.execute('rm')", "unknown-field", "1:1", "no programs"),
        WrongScript("log.warning('a')", "unknown-field", "1:1", "log.warn"),
        WrongScript("print(state.membres('sg-1'))", "unknown-field", "1:7", "state.members"),
        WrongScript(
            "local text = require 'text'\nprint(text.trimm('a'))", "unknown-field", "2:7",
            "text.trim"),
        WrongScript(
            "ecs.wait.instance_state { instance_id = 'i-1', status = 'Running' }",
            "unknown-field", "1:1", "ecs.wait.instance_status"),
        WrongScript("function string.trim(s) return s end", "read-only-module", "1:10", "local"),
        WrongScript("total = 1\nprint(total)", "accidental-global", "1:1", "local"),
        WrongScript("function helper() end\nhelper()", "accidental-global", "1:10", "local"),
        WrongScript("log = print\nlog('a')", "accidental-global", "1:1", "another name"),
        WrongScript("local unused = 1", "unused-local", "1:7", "take it out"),
        WrongScript("local function help() end", "unused-local", "1:16"),
        WrongScript("local n = 1\nn = 2", "unused-local", "1:7"),
        WrongScript("print(args.group)", "unknown-argument", "1:12", "add it to parameters"),
        WrongScript(
            "runbook { parameters = { group = {} } }\nprint(args.gruop, args.group)",
            "unknown-argument", "2:12", "args.group"),
        WrongScript(
            "runbook { parameters = { group = {} } }", "unused-parameter", "1:26", "args.group"),
        WrongScript(
            "runbook { parameters = { region = {} } }\nprint(args.region)", "reserved-parameter",
            "1:26", "another name"),
        WrongScript("local x = require 'lists'\nprint(x)", "unknown-module", "1:19", "list"),
        WrongScript("print({ a = 1, a = 2 })", "duplicate-key", "1:16", "last one"),
        WrongScript("print(1)\nrunbook { name = 'x' }", "manifest", "2:1", "top of the file"),
        WrongScript("runbook { name = 'a' .. 'b' }", "manifest", "1:22"),
        WrongScript("runbook { parametres = {} }", "manifest", "1:11"),
        WrongScript("runbook { time_limit = 10 }", "manifest", "1:24"),
    ]

    private static let lists = [
        WrongScript(
            "local answer = ecs.describe_instances {}\nfor _, i in ipairs(answer) do print(i) end",
            "not-a-list", "2:20", "answer.instances?"),
        WrongScript("print(#ecs.describe_regions {})", "not-a-list", "1:8", "{ … }.regions?"),
        WrongScript(
            "local list = require 'list'\nlocal answer = ecs.try.describe_instances {}\n"
                + "print(list.map(answer, print))", "not-a-list", "3:16", "answer.instances?"),
        WrongScript(
            "for _, i in ipairs(ecs.describe_instances {}.instances) do print(#i) end",
            "not-a-list", "1:67", "i."),
        WrongScript(
            "for _, i in ipairs(ecs.each.describe_instances {}) do print(i) end", "not-a-list",
            "1:20", "for … in ecs.each.describe_instances { … } do"),
        WrongScript(
            "for id in { 'i-1', 'i-2' } do print(id) end", "no-iterator", "1:11", "for _, id in"),
        WrongScript(
            "local ids = { 'i-1' }\nfor id in ids do print(id) end", "no-iterator", "2:11",
            "ipairs(ids)"),
        WrongScript(
            "local ports = { ssh = 22 }\nfor name, port in ports do print(name, port) end",
            "no-iterator", "2:19", "pairs(ports)"),
        WrongScript(
            "runbook { parameters = { instance = { type = 'list' } } }\n"
                + "for id in args.instance do print(id) end", "no-iterator", "2:11",
            "ipairs(args.instance)"),
        WrongScript(
            "local answer = ecs.describe_instances {}\nfor i in answer.instances do print(i) end",
            "no-iterator", "2:10", "ipairs(answer.instances)"),
        WrongScript(
            "for i in ecs.describe_instances {} do print(i) end", "no-iterator", "1:10",
            "{ … }.instances)"),
        WrongScript(
            "for m in state.members('sg-1') do print(m) end", "no-iterator", "1:10",
            "ipairs(state.members(…))"),
    ]

    private static let values = [
        WrongScript(
            "print(ecs.describe_instances { status = 'runing' })", "unknown-value", "1:41",
            "did you mean 'Running'?"),
        WrongScript(
            "print(ecs.describe_instances { Status = 'running' })", "unknown-value", "1:41",
            "did you mean 'Running'?"),
        WrongScript(
            "print(ecs.describe_instances { internet_charge_type = 'PayByTrafic' })",
            "unknown-value", "1:55", "did you mean 'PayByTraffic'?"),
        WrongScript(
            "local status = 'Gone'\nprint(ecs.describe_network_interfaces { status = status })",
            "unknown-value", "2:50", "Available, Attaching"),
        WrongScript(
            "for _, s in ipairs { 'Running', 'Stoped' } do\n"
                + "  print(ecs.describe_instances { status = s })\nend", "unknown-value", "2:43",
            "did you mean 'Stopped'?"),
        WrongScript(
            "runbook { allow = { 'ecs:AuthorizeSecurityGroup' } }\n"
                + "ecs.authorize_security_group {\n  security_group_id = 'sg-1',\n"
                + "  permissions = { { ip_protocol = 'tpc', port_range = '22/22' } },\n}",
            "unknown-value", "4:35", "did you mean 'TCP'?"),
    ]

    /// Values that no condition keeps from where they are wrong: all of them on the second line.
    private static let branches = [
        "if s == 'all' then print(%) end",
        "if s ~= 'Running' then print(%) end",
        "if s ~= 'all' or #s > 2 then print(%) end",
        "if s ~= 'all' and #s > 2 then print(s) else print(%) end",
        "if not (s ~= 'all') then print(%) end",
        "if s ~= 'all' then print(s) end print(%)",
        "if s == 'all' then print(s) elseif s == 'Running' then goto on end ::on:: print(%)",
        "if s == 'all' then goto on end print(s) ::on:: print(%)",
        "if #s == 3 then return end print(%)",
        "do local s2 = s if s2 == 'all' then goto on end end print(%) ::on::",
        "print(s == 'all' and %)",
        "print(s ~= 'all' or %)",
        "while s ~= 'all' do break end print(%)",
        "if s < 'all' then print(s) else print(%) end",
    ].map { line in
        let call = "ecs.describe_instances { status = "
        let start = line.split(separator: "%", omittingEmptySubsequences: false)[0].count
        return WrongScript(
            "for _, s in ipairs { 'all', 'Running', 'Stopped' } do\n"
                + line.replacing("%", with: call + "s }") + "\nend",
            "unknown-value", "2:\(start + call.count + 1)")
    }

    private static let operations = [
        WrongScript(
            "for i in ecs.each.describe_instances {} do print(i.id) end", "unknown-answer-field",
            "1:52", "instance_id"),
        WrongScript(
            "for _, i in ipairs(ecs.describe_instances {}.instances) do print(i.instanceid) end",
            "unknown-answer-field", "1:68", "instance_id"),
        WrongScript(
            "print(ecs.describe_instances {}.instances[1].stat)", "unknown-answer-field", "1:46"),
        WrongScript("print(state.is_member('i-1'))", "wrong-arguments", "1:7", "explain"),
        WrongScript("sleep()", "wrong-arguments", "1:1", "explain"),
        WrongScript("step(function() end)", "wrong-arguments", "1:1", "explain"),
        WrongScript(
            "notify.post('https://hooks.example.com/x', 'hello')", "wrong-type", "1:13",
            "explain"),
        WrongScript("fleet.map({ 1 }, print, 16)", "wrong-type", "1:25", "explain"),
        WrongScript(
            "fleet.map({}, print, { concurency = 3 })", "unknown-parameter", "1:24",
            "concurrency"),
        WrongScript(
            "targets.instances { tags = { a = 'b' } }", "unknown-parameter", "1:21", "tag"),
        WrongScript(
            "ecs.wait.instance_status { instance = 'i-1', status = 'Running' }",
            "unknown-parameter", "1:28", "instance_id"),
        WrongScript(
            "ecs.wait.instance_status { instance_id = 'i-1', status = 'running' }", "wrong-type",
            "1:58", "Running"),
        WrongScript(
            "ecs.wait.membership { instance_id = 'i-1' }", "missing-parameter", "1:1", "explain"),
        WrongScript(
            "report.finding { targt = 'i-1' }", "missing-parameter", "1:1", "explain"),
        WrongScript(
            "report.item { target = 'i-1', status = 'change' }", "wrong-type", "1:40", "changed"),
        WrongScript(
            "print(ecs.describe_instances {}.instancs)", "unknown-answer-field", "1:33",
            "instances"),
        WrongScript(
            "local answer = ecs.describe_regions {}\nfor _, r in ipairs(answer.region) do print(r) end",
            "unknown-answer-field", "2:27", "regions"),
        WrongScript(
            "print(ecs.describe_instance {})", "unknown-operation", "1:7",
            "ecs.describe_instances"),
        WrongScript(
            "print(ecs.DescribeInstances {})", "unknown-operation", "1:7",
            "ecs.describe_instances"),
        WrongScript(
            "for x in ecs.each.describe_instance_attribute { instance_id = 'i-1' } do print(x) end",
            "unknown-operation", "1:10", "ecs.describe_instance_attribute"),
        WrongScript("print(ecs.describe_instances('i-1'))", "wrong-arguments", "1:30", "{"),
        WrongScript("print(ecs.describe_instances { 'i-1' })", "wrong-arguments", "1:32", "="),
        WrongScript("print(ecs.describe_instances({}, 1))", "wrong-arguments", "1:34"),
        WrongScript(
            "print(ecs.describe_instances { instance_id = { 'i-1' } })",
            "unknown-parameter", "1:32", "instance_ids"),
        WrongScript(
            "print(ecs.describe_instances { tag = { { name = 'a' } } })",
            "unknown-parameter", "1:38"),
        WrongScript("print(ecs.describe_instances { page_size = 'ten' })", "wrong-type", "1:44"),
        WrongScript("print(ecs.describe_instances { vpc_id = 5 })", "wrong-type", "1:41"),
        WrongScript(
            "local dry = 'yes'\nprint(ecs.describe_instances { dry_run = dry })",
            "wrong-type", "2:42"),
        WrongScript(
            "runbook { parameters = { ids = { type = 'list' } } }\n"
                + "print(ecs.describe_instances { vpc_id = args.ids })", "wrong-type", "2:41"),
        WrongScript(
            "print(ecs.describe_instances { vpc_id = function() end })", "wrong-type",
            "1:41"),
        WrongScript("print(ecs.describe_instance_attribute {})", "missing-parameter", "1:7"),
        WrongScript("print(ecs.describe_instance_attribute())", "missing-parameter", "1:7"),
        WrongScript(
            "runbook { allow = { 'ecs:LeaveSecurityGroup' } }\necs.leave_security_group { "
                + "security_group_id = 'sg-1', instance_id = 'i-1', "
                + "network_interface_id = 'eni-1' }", "missing-parameter", "2:1"),
        WrongScript(
            "print(ecs.describe_vpcs {})", "deprecated-operation", "1:7", "services"),
        WrongScript(
            "print(ecs.describe_tags {})", "deprecated-operation", "1:7", "list_tag_resources"),
    ]

    private static let codes = [
        WrongScript(
            "print(errors.InstanceLastSecurityGruop)", "unknown-error-code", "1:7",
            "'InstanceLastSecurityGroup'"),
        WrongScript(
            "print(errors['InvalidInstanceId.NotFond'])", "unknown-error-code", "1:7",
            "'InvalidInstanceId.NotFound'"),
        WrongScript(
            "print(errors.InvalidInstanceId.NotFound)", "unknown-error-code", "1:7",
            "errors[\"InvalidInstanceId.NotFound\"]"),
        WrongScript(
            "local _, err = ecs.try.describe_instances {}\n"
                + "if err.code == 'InvalidInstanceId.NotFuond' then print(err) end",
            "unknown-error-code", "2:16", "'InvalidInstanceId.NotFound'"),
        WrongScript(
            "local _, err = ecs.try.describe_instances {}\n"
                + "if err:is('InvalidInstanceID.NotFound') then print(err) end",
            "unknown-error-code", "2:11", "'InvalidInstanceId.NotFound'"),
    ]

    private static let permissions = [
        WrongScript(
            "ecs.start_instance { instance_id = 'i-1' }", "not-permitted", "1:1",
            "begin with runbook"),
        WrongScript(
            "runbook { allow = { 'ecs:Stop*' } }\necs.start_instance { instance_id = 'i-1' }\n"
                + "ecs.stop_instance { instance_id = 'i-1' }", "not-permitted", "2:1",
            "ecs:StartInstance"),
        WrongScript(
            "print(ecs.describe_user_data { instance_id = 'i-1' })", "not-permitted", "1:7"),
        WrongScript(
            "runbook { allow = { 'ecs:StartInstance', 'ecs:DeleteInstance' } }\n"
                + "ecs.start_instance { instance_id = 'i-1' }", "unneeded-permission", "1:42",
            "take it out"),
        WrongScript(
            "runbook { allow = { 'ecs:StratInstance' } }", "unneeded-permission", "1:21",
            "ecs:StartInstance"),
        WrongScript(
            "runbook { allow = { 'ecs:StopInstance' } }\n"
                + "ecs.try.stop_instance { instance_id = 'i-1' }", "ignored-result", "2:1", "err"),
    ]

    private static let modules = [
        WrongScript(
            "runbook { allow = { 'ecs:LeaveSecurityGroup' } }\n"
                + "ensure.groups { instance_id = 'i-1', add = 'sg-1', interfaces = 'primary' }\n"
                + "ecs.leave_security_group { security_group_id = 'sg-1', instance_id = 'i-1' }",
            "not-permitted", "2:1", "ecs:Modify"),
        WrongScript("print(state.nothing)", "unknown-field", "1:7", "state has"),
    ]

    private static let traps = [
        WrongScript(
            "local ids = { 'i-1', 'i-2' }\ntable.sort(ids, function(a, b)\n"
                + "  return state.is_member('sg-1', a) and a < b\nend)", "wait-in-callback",
            "3:10", "before"),
        WrongScript("setmetatable({}, { __gc = function() end })", "finalizer", "1:20", "close"),
        WrongScript(
            "local names = { [true] = 'yes' }\nlocal function name(n) return names[n > 1] end\n"
                + "print(name(2))", "comparison-as-key", "2:37", "local"),
        WrongScript(
            "local guard = setmetatable({}, { __close = print })\n"
                + "for k in next, { 1 }, nil, guard do\n"
                + "  local function key() return k end\n  if key() then break end\nend",
            "break-past-close", "4:17", "locals of the body"),
        WrongScript("print(1 ~ (2 or 3))", "constants-in-bitwise", "1:7", "local"),
    ]
}
