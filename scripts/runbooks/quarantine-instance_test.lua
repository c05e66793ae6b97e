local function world()
  return test.world {
    security_groups = { "sg-quar" },
    instances = { ["i-bad"] = { "sg-web", "sg-ops" }, ["i-ok"] = { "sg-web", "sg-ops" } },
    network_interfaces = { ["eni-b2"] = { security_group_ids = { "sg-web" }, instance_id = "i-bad" } },
  }
end

local arguments = { instance = "i-bad", group = "sg-quar" }

return {
  ["every interface of the instance is in the quarantine group only"] = function()
    local world = world()
    local run = world:run("quarantine-instance.lua", arguments)
    test.equal(run.exit_code, 0)
    test.equal(world:groups_of("i-bad"), { "sg-quar" })
    test.equal(world:groups_of("eni-b2"), { "sg-quar" })
  end,
  ["others stay as they are"] = function()
    local world = world()
    world:run("quarantine-instance.lua", arguments)
    test.same_items(world:groups_of("i-ok"), { "sg-web", "sg-ops" })
  end,
  ["before and after are kept for each interface, with a warning of what still flows"] = function()
    local run = world():run("quarantine-instance.lua", arguments)
    test.equal(#run.result.interfaces, 2)
    for _, interface in ipairs(run.result.interfaces) do
      assert(#interface.before > 0)
      test.equal(interface.after, { "sg-quar" })
    end
    test.contains(run.result.warning, "910 s")
    local statuses = {}
    for _, item in ipairs(run.items) do table.insert(statuses, item.status) end
    test.equal(statuses, { "changed", "changed" })
  end,
  ["a second run changes nothing, and warns of nothing"] = function()
    local world = world()
    world:run("quarantine-instance.lua", arguments)
    local run = world:run("quarantine-instance.lua", arguments)
    test.matches(run, { exit_code = 0, counts = { changes = 0 } })
    test.equal(run.result.warning, nil)
    test.equal(run.items[1].status, "unchanged")
  end,
  ["a quarantine group that lets something in is warned of"] = function()
    local function warnings(rules)
      local world = test.world {
        security_groups = { ["sg-quar"] = rules }, instances = { ["i-bad"] = { "sg-web" } },
      }
      local messages = {}
      for _, log in ipairs(world:run("quarantine-instance.lua", arguments).logs) do
        if log.fields.rules then table.insert(messages, log.message) end
      end
      return messages
    end
    test.equal(warnings({}), {})
    test.equal(
      warnings({ { ip_protocol = "TCP", port_range = "22/22", source_cidr_ip = "10.0.0.0/8" } }),
      { "the quarantine group has rules of its own" })
  end,
  ["an instance locked for security is blocked and stays"] = function()
    local world = test.world {
      security_groups = { "sg-quar" },
      instances = { ["i-bad"] = { security_group_ids = { "sg-web" }, operation_locks = { "security" } } },
    }
    local run = world:run("quarantine-instance.lua", arguments)
    test.matches(run, { exit_code = 2, error = { code = "InstanceLockedForSecurity" } })
    test.matches(run.items, { { target = "i-bad", status = "blocked" } })
    test.equal(world:groups_of("i-bad"), { "sg-web" })
  end,
}
