local function world(spec)
  spec = spec or {}
  spec.regions = { { region_id = "cn-hangzhou" }, { region_id = "cn-beijing" } }
  spec.instances = { ["i-1"] = { "sg-web" }, ["i-2"] = { "sg-web", "sg-ops" } }
  spec.security_groups = {
    "sg-unused", ["sg-north"] = { region_id = "cn-beijing", security_group_name = "north" },
  }
  return test.world(spec)
end

return {
  ["each region has its row"] = function()
    local run = world():run("inventory.lua")
    test.equal(run.exit_code, 0)
    local by_region = {}
    for _, row in ipairs(run.result) do by_region[row.region] = row end
    test.matches(by_region["cn-hangzhou"], { groups = 3, instances = 2, unused = { "sg-unused" } })
    test.matches(by_region["cn-beijing"], { groups = 1, instances = 0, unused = { "sg-north" } })
  end,
  ["only the regions asked for are looked at"] = function()
    local world = world()
    local run = world:run("inventory.lua", { region_ids = { "cn-beijing" } })
    test.equal(#run.result, 1)
    test.contains(run.output, "cn-beijing")
    test.equal(#world:calls("DescribeRegions"), 0)
  end,
  ["a region that refuses is named, and the others are counted"] = function()
    local world = world {
      faults = {
        { operation = "DescribeInstances", parameters = { RegionId = "cn-beijing" }, effect = "error",
          code = "Forbidden.RegionId", status = 400 },
      },
    }
    local run = world:run("inventory.lua")
    test.equal(run.exit_code, 5)
    test.matches(run.result, { { region = "cn-hangzhou" } })
  end,
  ["nothing is changed"] = function()
    local run = world():run("inventory.lua")
    test.equal(run.counts.changes, 0)
  end,
}
