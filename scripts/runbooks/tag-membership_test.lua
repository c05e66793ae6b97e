local function tagged(groups, role)
  return { security_group_ids = groups, tags = role and { role = role } or nil }
end

local function world()
  return test.world {
    security_groups = { "sg-web" },
    instances = {
      ["i-in"] = tagged({ "sg-web", "sg-base" }, "web"), ["i-new"] = tagged({ "sg-base" }, "web"),
      ["i-stray"] = tagged({ "sg-web", "sg-base" }, "db"), ["i-other"] = tagged({ "sg-base" }),
    },
  }
end

local arguments = { group = "sg-web", tag = "role=web" }

return {
  ["who has the tag joins, who lacks it leaves"] = function()
    local world = world()
    local run = world:run("tag-membership.lua", arguments)
    test.matches(run, { exit_code = 0, result = { joined = { "i-new" }, left = { "i-stray" } } })
    test.same_items(world:members("sg-web"), { "i-in", "i-new" })
    test.equal(world:groups_of("i-other"), { "sg-base" })
    local done = {}
    for _, item in ipairs(run.items) do done[item.target] = item.what end
    test.equal(done, { ["i-new"] = "joined", ["i-stray"] = "left" })
  end,
  ["a second run changes nothing"] = function()
    local world = world()
    world:run("tag-membership.lua", arguments)
    local run = world:run("tag-membership.lua", arguments)
    test.matches(run, { exit_code = 0, counts = { changes = 0 } })
  end,
  ["whoever has no other group stays and is found"] = function()
    local world = test.world { instances = { ["i-last"] = tagged({ "sg-web" }) } }
    local run = world:run("tag-membership.lua", arguments)
    test.equal(run.exit_code, 5)
    test.equal(world:groups_of("i-last"), { "sg-web" })
    test.equal(run.counts.changes, 0)
    test.equal(run.findings[1].target, "i-last")
  end,
  ["the value of the tag counts"] = function()
    local world = world()
    world:run("tag-membership.lua", { group = "sg-web", tag = "role=db" })
    test.same_items(world:members("sg-web"), { "i-stray" })
  end,
}
