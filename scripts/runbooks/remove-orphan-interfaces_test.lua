local arguments = { group = "sg-k8s", park = "sg-park" }

local function interface(groups, created, fields)
  local record = { security_group_ids = groups, creation_time = created or "2026-01-01T00:00:00Z" }
  for name, value in pairs(fields or {}) do record[name] = value end
  return record
end

local function world()
  return test.world {
    now = "2026-02-01T00:00:00Z", security_groups = { "sg-k8s", "sg-park" },
    instances = { ["i-1"] = { "sg-k8s" } },
    network_interfaces = {
      ["eni-old"] = interface({ "sg-k8s", "sg-web" }), ["eni-last"] = interface({ "sg-k8s" }),
      ["eni-older"] = interface({ "sg-k8s", "sg-web" }, "2025-06-01T00:00:00Z"),
      ["eni-young"] = interface({ "sg-k8s", "sg-web" }, "2026-01-31T12:00:00Z"),
      ["eni-used"] = interface({ "sg-k8s", "sg-web" }, nil, { instance_id = "i-1" }),
      ["eni-managed"] = interface({ "sg-k8s", "sg-web" }, nil, { service_managed = true }),
    },
  }
end

return {
  ["old interfaces that nothing uses leave the group"] = function()
    local world = world()
    local run = world:run("remove-orphan-interfaces.lua", arguments)
    test.matches(run, { exit_code = 0, result = { orphans = 3, parked = 1, failed = 0 } })
    test.equal(world:groups_of("eni-old"), { "sg-web" })
  end,
  ["one without another group is parked"] = function()
    local world = world()
    world:run("remove-orphan-interfaces.lua", arguments)
    test.equal(world:groups_of("eni-last"), { "sg-park" })
  end,
  ["young, used and managed ones stay"] = function()
    local world = world()
    local run = world:run("remove-orphan-interfaces.lua", arguments)
    test.same_items(world:members("sg-k8s"), { "i-1", "eni-young", "eni-used", "eni-managed" })
    test.matches(run.result, { kept = { young = 1, managed = 1 } })
  end,
  ["the age is as asked for"] = function()
    local world = world()
    local run = world:run("remove-orphan-interfaces.lua", { group = "sg-k8s", park = "sg-park", older_than = "1h" })
    test.equal(run.result.orphans, 4)
  end,
  ["a second run has nothing to do"] = function()
    local world = world()
    world:run("remove-orphan-interfaces.lua", arguments)
    local run = world:run("remove-orphan-interfaces.lua", arguments)
    test.matches(run, { exit_code = 0, result = { orphans = 0 }, counts = { changes = 0 } })
  end,
}
