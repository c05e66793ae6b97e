local function rule(description, source)
  return { ip_protocol = "TCP", port_range = "22/22", source_cidr_ip = source, description = description }
end

local function world(groups, instances)
  return test.world { security_groups = groups, instances = instances, now = "2026-03-01T04:00:00Z" }
end

return {
  ["an expired rule goes, and one that may stay stays"] = function()
    local world = world {
      ["sg-ops"] = {
        rule("break-glass until 2026-03-01T03:30:00Z", "203.0.113.7/32"),
        rule("break-glass until 2026-03-01T05:00:00Z", "203.0.113.8/32"), rule("the office", "10.0.0.0/8"),
      },
    }
    local run = world:run("nightly-cleanup.lua")
    test.equal(run.exit_code, 0)
    test.equal(run.items[1].what, "break-glass until 2026-03-01T03:30:00Z")
    local left = {}
    for _, one in ipairs(world:security_group("sg-ops").permissions) do table.insert(left, one.description) end
    test.same_items(left, { "break-glass until 2026-03-01T05:00:00Z", "the office" })
  end,
  ["a temporary group that nobody uses is deleted"] = function()
    local world = world { ["sg-tmp"] = { tags = { temporary = "yes" } }, ["sg-kept"] = { tags = { other = "yes" } } }
    test.equal(world:run("nightly-cleanup.lua").exit_code, 0)
    test.equal(world:security_group("sg-tmp"), nil)
    assert(world:security_group("sg-kept"))
  end,
  ["one with a member, or that a rule names, stays"] = function()
    local world = world({
      ["sg-used"] = { tags = { temporary = "yes" } }, ["sg-named"] = { tags = { temporary = "yes" } },
      ["sg-lb"] = { { ip_protocol = "TCP", port_range = "80/80", source_group_id = "sg-named" } },
    }, { ["i-1"] = { "sg-used" } })
    local run = world:run("nightly-cleanup.lua")
    test.matches(run, { exit_code = 0, counts = { changes = 0 } })
    test.equal(#world:calls("DeleteSecurityGroup"), 0)
  end,
  ["what turns out to be in use is skipped, and the rest is done"] = function()
    local marked = { tags = { temporary = "yes" } }
    local world = world { ["sg-a"] = marked, ["sg-b"] = marked }
    world:fault {
      operation = "DeleteSecurityGroup", parameters = { SecurityGroupId = "sg-a" }, effect = "error",
      code = "DependencyViolation", status = 403,
    }
    local run = world:run("nightly-cleanup.lua")
    test.equal(run.exit_code, 0)
    local done = {}
    for _, item in ipairs(run.items) do done[item.target] = item.status end
    test.equal(done, { ["sg-a"] = "skipped", ["sg-b"] = "changed" })
  end,
  ["a refusal ends it"] = function()
    local world = world { ["sg-a"] = { tags = { temporary = "yes" } } }
    world:fault { operation = "DeleteSecurityGroup", effect = "error", code = "Forbidden.RAM", status = 403 }
    test.matches(world:run("nightly-cleanup.lua"), { exit_code = 6, error = { code = "Forbidden.RAM" } })
  end,
  ["a second run changes nothing"] = function()
    local world = world { ["sg-tmp"] = { tags = { temporary = "yes" } } }
    world:run("nightly-cleanup.lua")
    test.equal(world:run("nightly-cleanup.lua").counts.changes, 0)
  end,
  ["the mark is as asked for"] = function()
    local world = world { ["sg-tmp"] = { tags = { scratch = "yes" } } }
    world:run("nightly-cleanup.lua")
    assert(world:security_group("sg-tmp"))
    world:run("nightly-cleanup.lua", { mark = "scratch" })
    test.equal(world:security_group("sg-tmp"), nil)
  end,
}
