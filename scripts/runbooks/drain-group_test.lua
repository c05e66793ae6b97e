local arguments = { group = "sg-old", fallback = "sg-base" }

local function world(spec)
  spec = spec or {}
  spec.security_groups = spec.security_groups or { "sg-old", "sg-base" }
  spec.instances = spec.instances or { ["i-two"] = { "sg-old", "sg-web" }, ["i-only"] = { "sg-old" } }
  return test.world(spec)
end

return {
  ["members leave, the group is deleted"] = function()
    local world = world()
    local run = world:run("drain-group.lua", arguments)
    test.matches(run, { exit_code = 0, result = { deleted = true } })
    test.equal(world:groups_of("i-two"), { "sg-web" })
    test.equal(world:groups_of("i-only"), { "sg-base" })
    test.equal(world:security_group("sg-old"), nil)
    local statuses = {}
    for _, item in ipairs(run.items) do statuses[item.target] = item.status end
    test.equal(statuses, { ["i-two"] = "changed", ["i-only"] = "changed", ["sg-old"] = "changed" })
  end,
  ["rules of our own groups that name it are taken out first"] = function()
    local world = world {
      security_groups = {
        "sg-old", "sg-base",
        ["sg-lb"] = {
          { ip_protocol = "TCP", port_range = "80/80", source_group_id = "sg-old" },
          { ip_protocol = "TCP", port_range = "443/443", source_cidr_ip = "10.0.0.0/8" },
          { ip_protocol = "TCP", port_range = "90/90", direction = "egress", dest_group_id = "sg-old" },
        },
      },
    }
    test.equal(world:run("drain-group.lua", arguments).exit_code, 0)
    test.equal(#world:security_group("sg-lb").permissions, 1)
  end,
  ["a managed interface blocks, and then nothing is deleted"] = function()
    local world = world {
      network_interfaces = { ["eni-m"] = { security_group_ids = { "sg-old" }, service_managed = true } },
    }
    local run = world:run("drain-group.lua", arguments)
    test.matches(run, { exit_code = 5, result = { deleted = false, blockers = { "eni-m" } } })
    test.equal(#world:calls("DeleteSecurityGroup"), 0)
    test.equal(world:groups_of("i-only"), { "sg-base" })
  end,
  ["a secondary interface is moved as well"] = function()
    local world = world { network_interfaces = { ["eni-1"] = { "sg-old" } } }
    test.equal(world:run("drain-group.lua", arguments).exit_code, 0)
    test.equal(world:groups_of("eni-1"), { "sg-base" })
  end,
  ["a group that is gone leaves nothing to do"] = function()
    local world = world { security_groups = { "sg-base" }, instances = {} }
    local run = world:run("drain-group.lua", arguments)
    test.matches(run, { exit_code = 0, result = { deleted = false }, counts = { changes = 0 } })
  end,
}
