local function rule(ports, source, fields)
  local record = { ip_protocol = "TCP", port_range = ports, source_cidr_ip = source }
  for name, value in pairs(fields or {}) do record[name] = value end
  return record
end

local function world(rules, instances)
  return test.world {
    security_groups = { ["sg-open"] = rules or { rule("22/22", "0.0.0.0/0") } },
    instances = instances or { ["i-1"] = { "sg-open", "sg-base" }, ["i-2"] = { "sg-base" } },
  }
end

local here = { region_id = { "cn-hangzhou" } }

return {
  ["who is in an open group leaves it"] = function()
    local world = world()
    local run = world:run("close-open-groups.lua", here)
    test.equal(run.exit_code, 0)
    test.equal(world:groups_of("i-1"), { "sg-base" })
    test.equal(world:groups_of("i-2"), { "sg-base" })
  end,
  ["only the regions asked for are looked at, and all when none is"] = function()
    local asked, all = world(), world()
    asked:run("close-open-groups.lua", here)
    all:run("close-open-groups.lua")
    test.equal(#asked:calls("DescribeSecurityGroups"), 1)
    assert(#all:calls("DescribeSecurityGroups") > 1)
  end,
  ["an instance in open groups only is found, and stays"] = function()
    local world = world(nil, { ["i-1"] = { "sg-open" } })
    local run = world:run("close-open-groups.lua", here)
    test.matches(run, { exit_code = 5, counts = { changes = 0 } })
    test.equal(run.findings[1].target, "i-1")
  end,
  ["a range, all protocols and IPv6 count as open"] = function()
    for _, rules in ipairs({
      { rule("20/30", "0.0.0.0/0") }, { rule("-1/-1", "0.0.0.0/0", { ip_protocol = "ALL" }) },
      { { ip_protocol = "TCP", port_range = "22/22", ipv6_source_cidr_ip = "::/0" } },
    }) do
      local world = world(rules)
      world:run("close-open-groups.lua", here)
      test.equal(world:groups_of("i-1"), { "sg-base" })
    end
  end,
  ["other ports, ranges and protocols, and rules that drop, do not"] = function()
    for _, rules in ipairs({
      { rule("443/443", "0.0.0.0/0") }, { rule("22/22", "10.0.0.0/8") },
      { rule("22/22", "0.0.0.0/0", { ip_protocol = "UDP" }) }, { rule("22/22", "0.0.0.0/0", { policy = "Drop" }) },
    }) do
      local world = world(rules)
      local run = world:run("close-open-groups.lua", here)
      test.equal(run.counts.changes, 0)
    end
  end,
  ["the port is as asked for"] = function()
    local world = world { rule("443/443", "0.0.0.0/0") }
    world:run("close-open-groups.lua", { region_id = { "cn-hangzhou" }, port = 443 })
    test.equal(world:groups_of("i-1"), { "sg-base" })
  end,
}
