local function world()
  return test.world { instances = { ["i-1"] = { "sg-web", "sg-ops" }, ["i-last"] = { "sg-web" }, ["i-out"] = { "sg-ops" } } }
end

local function run(world, ...)
  return world:run("leave-security-group.lua", { group = "sg-web", instance = { ... } })
end

return {
  ["an instance leaves, and keeps its other groups"] = function()
    local world = world()
    test.matches(run(world, "i-1"), { exit_code = 0, result = { left = { "i-1" } } })
    test.equal(world:groups_of("i-1"), { "sg-ops" })
  end,
  ["one that is out already counts as done"] = function()
    test.matches(run(world(), "i-out"), { exit_code = 0, result = { already_out = { "i-out" } }, counts = { changes = 0 } })
  end,
  ["an instance's only group is kept"] = function()
    local world = world()
    test.matches(run(world, "i-last"), { exit_code = 0, result = { kept = { "i-last" } } })
    test.equal(world:groups_of("i-last"), { "sg-web" })
  end,
  ["each is shown before and after"] = function()
    local shown = run(world(), "i-1").output
    test.equal(shown, { "i-1 is in sg-web, sg-ops", "  left sg-web; it is in sg-ops now" })
  end,
  ["a refusal that nobody foresaw ends it"] = function()
    local world = world()
    world:fault { operation = "LeaveSecurityGroup", effect = "error", code = "Forbidden.RAM", status = 403 }
    test.matches(run(world, "i-1"), { exit_code = 6, error = { code = "Forbidden.RAM" } })
  end,
  ["what else goes wrong ends it"] = function()
    test.matches(run(world(), "i-missing"), { exit_code = 4, error = { code = "InvalidInstanceId.NotFound" } })
  end,
}
