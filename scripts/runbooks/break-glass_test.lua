local function world()
  return test.world { security_groups = { "sg-ops" }, now = "2026-03-01T03:00:00Z" }
end

local function rules(world)
  return world:security_group("sg-ops").permissions or {}
end

local arguments = { group = "sg-ops", source = "203.0.113.7/32", stay = "30m" }

return {
  ["the port is open for the time asked for, and then closed"] = function()
    local world = world()
    local run = world:run("break-glass.lua", arguments)
    test.matches(run, { exit_code = 0, result = { closed = true }, counts = { changes = 2 } })
    test.equal(rules(world), {})
    local opened, closed = world:calls("AuthorizeSecurityGroup")[1], world:calls("RevokeSecurityGroup")[1]
    test.contains(opened.at, "03:00:0")
    test.contains(closed.at, "03:30:0")
    test.equal(opened.parameters["Permissions.1.PortRange"], "22/22")
    test.equal(opened.parameters["Permissions.1.SourceCidrIp"], "203.0.113.7/32")
    test.contains(opened.parameters["Permissions.1.Description"], "until 2026-03-01T03:30:00Z")
  end,
  ["a wide range is refused before anything is sent"] = function()
    local world = world()
    local run = world:run("break-glass.lua", { group = "sg-ops", source = "0.0.0.0/0" })
    test.equal(run.exit_code, 1)
    test.equal(#world:calls(), 0)
  end,
  ["other rules stay"] = function()
    local world = test.world {
      security_groups = { ["sg-ops"] = { { ip_protocol = "TCP", port_range = "22/22", source_cidr_ip = "10.0.0.0/8" } } },
    }
    test.equal(world:run("break-glass.lua", arguments).exit_code, 0)
    test.equal(#rules(world), 1)
  end,
  ["a rule that somebody took out meanwhile is no failure"] = function()
    local world = world()
    world:fault { operation = "DescribeSecurityGroupAttribute", nth = 1, effect = "delay", delay_ms = 1 }
    local run = world:run("break-glass.lua", arguments)
    test.equal(run.exit_code, 0)
  end,
  ["when opening is refused nothing is left to close"] = function()
    local world = world()
    world:fault { operation = "AuthorizeSecurityGroup", effect = "error", code = "AuthorizationLimitExceed", status = 403 }
    local run = world:run("break-glass.lua", arguments)
    test.matches(run, { exit_code = 2, error = { code = "AuthorizationLimitExceed" } })
    test.equal(#world:calls("RevokeSecurityGroup"), 0)
  end,
}
