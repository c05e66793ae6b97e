local function world(spec)
  spec = spec or {}
  spec.security_groups = { "sg-old", "sg-new" }
  spec.instances = spec.instances or { ["i-1"] = { "sg-old", "sg-base" }, ["i-2"] = { "sg-old" } }
  return test.world(spec)
end

local groups = { old = "sg-old", new = "sg-new" }

-- The status of each target in a report.
local function statuses(run)
  local found = {}
  for _, item in ipairs(run.items) do found[item.target] = item.status end
  return found
end

return {
  ["every member is in the new group and out of the old one"] = function()
    local world = world { network_interfaces = { ["eni-1"] = { "sg-old" } } }
    local run = world:run("rotate-group.lua", groups)
    test.equal(run.exit_code, 0)
    test.same_items(world:groups_of("i-1"), { "sg-base", "sg-new" })
    test.equal(world:groups_of("i-2"), { "sg-new" })
    test.equal(world:groups_of("eni-1"), { "sg-new" })
    test.equal(world:members("sg-old"), {})
  end,
  ["a second run changes nothing"] = function()
    local world = world()
    world:run("rotate-group.lua", groups)
    local run = world:run("rotate-group.lua", groups)
    test.matches(run, { exit_code = 0, counts = { changes = 0 }, result = { rotated = {} } })
  end,
  ["a member that cannot be changed is reported, and the others are done"] = function()
    local world = world {
      instances = {
        ["i-1"] = { security_group_ids = { "sg-old" }, operation_locks = { "security" } },
        ["i-2"] = { "sg-old" },
      },
    }
    local run = world:run("rotate-group.lua", groups)
    test.equal(run.exit_code, 5)
    test.equal(world:groups_of("i-1"), { "sg-old" })
    test.equal(world:groups_of("i-2"), { "sg-new" })
    test.equal(statuses(run), { ["i-1"] = "failed", ["i-2"] = "changed" })
    test.equal(run.result.rotated, { "i-2" })
  end,
  ["too many failures end it, and the rest is left as it was"] = function()
    local instances = {}
    for number = 1, 9 do
      instances["i-" .. number] = { security_group_ids = { "sg-old" }, operation_locks = number > 2 and { "security" } or nil }
    end
    local world = world { instances = instances }
    local run = world:run("rotate-group.lua", { old = "sg-old", new = "sg-new", wave = 1, failures = 1 })
    test.matches(run, { exit_code = 2, error = { code = "InstanceLockedForSecurity" }, counts = { changes = 2 } })
    test.equal(#world:calls("ModifyInstanceAttribute"), 4)
  end,
  ["a managed interface is skipped"] = function()
    local world = world {
      network_interfaces = { ["eni-m"] = { security_group_ids = { "sg-old" }, service_managed = true } },
    }
    local run = world:run("rotate-group.lua", groups)
    test.equal(run.exit_code, 0)
    test.equal(world:groups_of("eni-m"), { "sg-old" })
    test.equal(statuses(run)["eni-m"], "skipped")
  end,
  ["a new group that does not exist stops it before any change"] = function()
    local world = world()
    local run = world:run("rotate-group.lua", { old = "sg-old", new = "sg-none" })
    test.matches(run, { exit_code = 1, counts = { changes = 0 } })
    test.contains(run.error.message, "sg-none")
  end,
}
