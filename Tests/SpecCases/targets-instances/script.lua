-- Targets come whole, or not at all.
local function ids(options)
  local list = {}
  for index, one in ipairs(targets.instances(options)) do list[index] = one.instance_id end
  return table.concat(list, " ")
end
local function refused(options)
  local ok, err = pcall(targets.instances, options)
  assert(not ok, "not refused")
  return err.code
end
assert(refused { status = "Pending", group = "sg-web" } == "EmptySelection")
assert(#targets.instances { status = "Pending", group = "sg-web", allow_empty = true } == 0)
assert(refused { stauts = "Running" } == "InvalidOptions")
assert(refused { tag = "role" } == "InvalidOptions")
return {
  tagged = ids { tag = { role = "web" }, status = "Running" }, any_value = ids { tag = { role = true } },
  by_group = ids { group = "sg-db" }, by_name = ids { name = "api*" },
  elsewhere = ids { region = "cn-beijing" },
}
