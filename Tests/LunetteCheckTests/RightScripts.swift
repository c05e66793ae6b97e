/// Scripts of which nothing is to be said.
enum RightScripts {
    static let all: [String] = language + reading + changing + branches

    private static let language = [
        "", "return 1", "#!/usr/bin/env lunette\nprint('a')", "-- nothing\n", "local _ = 1",
        "for _ = 1, 3 do print('a') end", "for i, v in ipairs({ 1 }) do print(i, v) end",
        "local function f(...) return select('#', ...) end\nprint(f(1, nil))",
        "local a <const>, b <close> = 1, nil\nprint(a)",
        "goto done\n::done::\nprint('x')", "print(#'abc', -2 ^ 2, not true, ~5)",
        "local t = setmetatable({}, { __index = function(_, k) return k end })\nprint(t.anything)",
        "local M = {}\nfunction M.f(x) return x end\nfunction M:g() return self.f(1) end\nreturn M",
        "local function even(n) if n == 0 then return true end return not even(n - 1) end\n"
            + "print(even(2))",
        "local a, b\na, b = 1, 2\nprint(a, b)", "print(('x'):rep(3), ('%d'):format(5))",
        "local s = [[\nlong]]\nprint(s)", "print(0x1p4, 1e-3, 3 // 2, 7 % 3, 1 << 2)",
        "local ok, message = pcall(error, 'x')\nif not ok then print(message) end",
        "local co = coroutine.wrap(function() coroutine.yield(1) end)\nprint(co())",
        "print(string.format('%s', os.date('!%Y')), os.time(), os.clock())",
        "print(utf8.char(228), math.pi, table.unpack({ 1, 2 }))",
        "local first, second = table.unpack({ 1, 2 })\nprint(second)",
        "local t = {}\nt.x = 1\nt['y z'] = 2\nprint(t.x)", "print(json.encode({ a = json.null }))",
        "local list = require 'list'\nprint(#list.map({ 1 }, tostring))",
        "local text = require 'text'\nprint(text.trim(' a '))",
        "print(debug.traceback())", "repeat local done = true until done",
        "local names = { [true] = 'yes' }\nprint(names[1 < 2])",
        "for k in next, { 1 }, nil, nil do if k then break end end",
        "local n = 0\nwhile n < 3 do n = n + 1 end\nprint(n)",
        "print(select(2, 'a', 'b'), _VERSION, type(_G))",
        "local function callable(t) return setmetatable(t, { __call = table.remove }) end\n"
            + "local queue = { 1, 2 }\ncallable(queue)\nfor x in queue do print(x) end",
        "local x = 5 local y = x & (x | 1) print(y)",
        "local err = { code = 'MyOwnCode' }\nif err.code == 'MyOwnCode' then print('mine') end",
    ]

    private static let reading = [
        """
        for instance in ecs.each.describe_instances {} do
          instance.age = 3
          print(instance.age, instance.instance_id, instance.vpc_attributes.vpc_id)
        end
        """,
        """
        runbook { allow = { "ecs:StopInstance" } }
        local answer = ecs.stop_instance { instance_id = "i-1" }
        print(answer.predicted, answer.request_id)
        """,
        "for _, r in ipairs(ecs.describe_regions {}.regions) do print(r.region_id) end",
        "local function both() return 'sg-1', 'i-1' end print(state.is_member(both()))",
        "local function sleep() end sleep()",
        "log.info('a')",
        "report.item { target = 'i-1', status = 'ok', port = 22 }",
        "local options = { [args.name] = 1 } fleet.map({}, print, options)"
            .replacing("args.name", with: "'key'"),
        "fleet.across({ regions = 'all' }, function(t) return t.region_id end, { name = 'x' })",
        """
        local retry, csv = require "retry", require "csv"
        print(retry.call(print, { attempts = 3, when = function() return true end }))
        print(csv.parse("a,b", { header = true }))
        """,
        "local mine = { call = print } mine.call { any = 1 }",
        """
        local answer, err = ecs.try.describe_regions {}
        if answer then print(#answer.regions, answer.request_id) else error(err) end
        """,
        "print(#ecs.describe_security_group_attribute { security_group_id = 'sg-1' }.permissions)",
        """
        local answer = ecs.describe_regions {}
        answer = { own = 1 }
        print(answer.own)
        """,
        "local answer = ecs.describe_instances {}\n"
            + "for key, value in pairs(answer) do print(key, value) end",
        "local list = { 'a' }\nsetmetatable(list, { __call = next })\n"
            + "for key in list do print(key) end",
        "for key, value in next, { a = 1 } do print(key, value) end",
        "for word in ('a b'):gmatch('%a') do print(word) end",
        "local function each(list) return ipairs(list) end\n"
            + "for _, x in each({ 1 }) do print(x) end",
        "local ids = { 'i-1' }\nids = pairs(ids)\nfor id in ids do print(id) end",
        "print(ecs.describe_instances { status = 'Running', lock_reason = 'security' })",
        "runbook { allow = { 'ecs:AuthorizeSecurityGroup' } }\n"
            + "ecs.authorize_security_group {\n  security_group_id = 'sg-1',\n"
            + "  permissions = { { ip_protocol = 'tcp', policy = 'ACCEPT' } },\n}",
        "for each in ecs.each.describe_instances {} do print(each.instance_id) end",
        "print(#ecs.describe_instances {}.instances)", "print(ecs.describe_regions().request_id)",
        "print(#ecs.describe_instances { InstanceIds = '[\"i-1\"]' }.instances)",
        "print(#ecs.describe_instances { instance_ids = { 'i-1' }, page_size = 10 }.instances)",
        "for one in ecs.each.describe_instances { vpc_id = 'vpc-1' } do print(one.instance_id) end",
        "local beijing = ecs.with { region = 'cn-beijing' }\nprint(beijing.region_id)\n"
            + "print(#beijing.describe_instances {}.instances)",
        "local try = ecs.try\nlocal response, err = try.describe_instances {}\n"
            + "if err then error(err) end\nprint(response)",
        "local response, err = ecs.try.describe_instances {}\nif err then print(err) end",
        "local parameters = { vpc_id = 'vpc-1' }\nprint(ecs.describe_instances(parameters))",
        "local op = 'describe_instances'\nprint(ecs[op] {})",
        "print(ecs.describe_instances { tag = { { key = 'a', value = 'b' } } })",
        "print(state.is_member('sg-1', 'i-1'), state.members('sg-1').complete)",
        "ecs.wait.instance_status { instance_id = 'i-1', status = 'Running', timeout = '5m' }",
        "print(pcall(ecs.describe_instance_attribute, { instance_id = 'i-1' }))",
        "local _, err = ecs.try.describe_instances {}\n"
            + "if err and err:is('InvalidInstanceId.*') then print(err.explanation) end",
        "print(errors.InstanceLastSecurityGroup, errors['InvalidInstanceId.NotFound'])",
        "local code = 'InstanceLastSecurityGroup'\nprint(errors[code])",
        "local _, err = ecs.try.describe_instances {}\n"
            + "if err and err.code == errors.InstanceLastSecurityGroup then print('last') end",
        "runbook { parameters = { vpc = { type = 'string' }, size = { type = 'integer' } } }\n"
            + "print(ecs.describe_instances { vpc_id = args.vpc, page_size = args.size })",
        "runbook { parameters = { a = {}, b = {} } }\n"
            + "for name, value in pairs(args) do print(name, value) end",
        "log.info('left', { instance = 'i-1' })\nlog.debug('x')",
        "report.finding { target = 'sg-1', what = 'open' }",
    ]

    private static let changing = [
        "runbook { allow = { 'ecs:LeaveSecurityGroup' } }\n"
            + "ecs.leave_security_group { security_group_id = 'sg-1', instance_id = 'i-1' }",
        "runbook { allow = { 'ecs:*SecurityGroup' } }\n"
            + "ecs.leave_security_group { SecurityGroupId = 'sg-1', InstanceId = 'i-1' }\n"
            + "ecs.join_security_group { security_group_id = 'sg-1', instance_id = 'i-1' }",
        "runbook({ name = 'x', allow = { 'ecs:StopInstance' } })\n"
            + "local ok, err = pcall(ecs.stop_instance, { instance_id = 'i-1' })\nprint(ok, err)",
        "runbook { allow = { 'ecs:LeaveSecurityGroup', 'ecs:Describe*' } }\n"
            + "for _, id in ipairs { 'i-1', 'i-2' } do\n"
            + "  local response, err = ecs.try.leave_security_group {\n"
            + "    security_group_id = 'sg-1', instance_id = id,\n  }\n"
            + "  if not response then error(err) end\nend\nprint(ecs.describe_instances {})",
        "runbook { allow = { 'ecs:StartInstance' }, regions = { 'cn-hangzhou' } }\n"
            + "local change = ecs.try.start_instance\n"
            + "local response, err = change { instance_id = 'i-1' }\nprint(response, err)",
        "runbook { allow = { 'ecs:DescribeUserData' } }\n"
            + "print(ecs.describe_user_data { instance_id = 'i-1' } ~= nil)",
    ]

    /// Values that a condition keeps from where they would be wrong.
    private static let branches = [
        "if s == 'all' then print(s) else print(%) end",
        "if s ~= 'all' then print(%) end",
        "if not (s == 'all') then print(%) end",
        "if 'all' == (s) then print(s) elseif s then print(%) end",
        "if s == 'all' then goto next end\n print(%)\n ::next::",
        "if s == 'all' then break end print(%)",
        "if s == 'all' then error('all') end print(%)",
        "if s == 'all' then print(s) else if s == 'Running' then print(%) end end",
        "if s == 'Running' or s == 'Stopped' then print(%) end",
        "if s == 'all' or #s > 9 then print(s) else print(%) end",
        "if #s < 9 and s ~= 'all' then print(%) end",
        "if not (#s > 9 or s == 'all') then print(%) end",
        "print(s == 'all' or %)",
        "print(s ~= 'all' and %)",
        "local every = 'all' if s ~= every then print(%) end",
        "if s == 'all' then goto next elseif s == 'Stopped' then print(s) end\n"
            + " print(%)\n ::next::",
        "if s ~= 'all' then local function look() return % end print(look()) end",
        "if s == 'all' and s == 'Running' then print(%) end",
    ].map {
        "for _, s in ipairs { 'all', 'Running', 'Stopped' } do\n"
            + $0.replacing("%", with: "ecs.describe_instances { status = s }") + "\nend"
    }
}
