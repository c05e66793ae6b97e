return {
  ["equal says what differs, line by line"] = function()
    local err = test.raises(function() test.equal({ a = 1 }, { a = 2 }) end)
    test.contains(err, "- { a = 2 }")
    test.contains(err, "+ { a = 1 }")
  end,
  ["matches looks only at what is named"] = function()
    test.matches({ a = 1, b = { c = 2, d = 3 } }, { b = { c = 2 } })
    test.raises(function() test.matches({ a = 1 }, { a = 2 }) end, "differ")
    test.raises(function() test.matches({ a = { 1, 2 } }, { a = { 1 } }) end, "differ")
    test.raises(function() test.matches({ a = { 1 } }, { a = {} }) end, "differ")
  end,
  ["same_items takes any order"] = function()
    test.same_items({ "b", "a" }, { "a", "b" })
    test.raises(function() test.same_items({ "a" }, { "a", "b" }) end, "differ")
  end,
  ["raises fails when nothing is raised"] = function()
    local ok, message = pcall(test.raises, function() end)
    assert(not ok and message:find("nothing was raised", 1, true), message)
  end,
  ["a world has what it is given, and the groups that members name"] = function()
    local world = test.world {
      instances = { ["i-1"] = { "sg-web", "sg-ops" } },
      network_interfaces = { ["eni-1"] = { "sg-web" } },
    }
    test.equal(world:groups_of("i-1"), { "sg-web", "sg-ops" })
    test.equal(world:groups_of("eni-1"), { "sg-web" })
    test.same_items(world:members("sg-web"), { "i-1", "eni-1" })
    assert(world:security_group("sg-ops"))
    test.equal(world:groups_of("i-2"), nil)
  end,
  ["a run is reported, and changes the world"] = function()
    local world = test.world { instances = { ["i-1"] = { "sg-web", "sg-ops" } } }
    local run = world:eval(
      "print('bye') return ecs.leave_security_group { security_group_id = 'sg-web', instance_id = 'i-1' }",
      { allow = { "ecs:LeaveSecurityGroup" } })
    test.matches(run, {
      exit_code = 0, output = { "bye" },
      changes = { { operation = "LeaveSecurityGroup", target = "i-1" } },
    })
    test.equal(world:groups_of("i-1"), { "sg-ops" })
    test.equal(#world:calls("LeaveSecurityGroup"), 1)
  end,
  ["a refused run has its error object"] = function()
    local world = test.world { instances = { ["i-1"] = { "sg-web" } } }
    local run = world:eval(
      "ecs.leave_security_group { security_group_id = 'sg-web', instance_id = 'i-1' }",
      { allow = { "ecs:*" } })
    test.matches(run, {
      exit_code = 2, error = { code = "InstanceLastSecurityGroup", disposition = "fix" }, changes = {},
    })
  end,
  ["a fault meets the call that it is for"] = function()
    local world = test.world { instances = { ["i-1"] = { "sg-web", "sg-ops" } } }
    world:fault { operation = "DescribeInstances", nth = 1, effect = "error", code = "Forbidden.RAM", status = 403 }
    test.matches(world:eval("return #ecs.describe_instances {}.instances"), {
      exit_code = 6, error = { code = "Forbidden.RAM" },
    })
  end,
  ["contracts and clocks are as asked for"] = function()
    local world = test.world {
      instances = { ["i-1"] = { "sg-web" } }, security_groups = { "sg-ops" },
      contract = "seed", now = "2030-05-05T00:00:00Z",
    }
    local run = world:eval(
      "ecs.leave_security_group { security_group_id = 'sg-ops', instance_id = 'i-1' }",
      { allow = { "ecs:*" } })
    test.equal(run.error.code, "InstanceNotInSecurityGroup")
    test.contains(run.started_at, "2030-05-05")
    world:advance("1d")
    test.contains(world:eval("return 1").started_at, "2030-05-06")
  end,
  ["somebody else may change the world"] = function()
    local world = test.world { instances = { ["i-1"] = { "sg-web", "sg-ops" } } }
    world:change(function(state) state.instances[1].security_group_ids = { "sg-ops" } end)
    test.equal(world:groups_of("i-1"), { "sg-ops" })
  end,
  ["two worlds know nothing of each other"] = function()
    local one = test.world { instances = { ["i-1"] = { "sg-web" } } }
    local other = test.world { instances = { ["i-2"] = { "sg-web" } } }
    test.equal(other:groups_of("i-1"), nil)
    test.equal(one:groups_of("i-2"), nil)
  end,
}
