-- State queries and streams: what they see before and after a change.
local function ids(members)
  local list = {}
  for _, member in ipairs(members) do list[#list + 1] = member.id end
  table.sort(list)
  return table.concat(list, " ")
end

assert(state.is_member("sg-web", "i-running1") == true)
assert(table.concat(state.groups_of("eni-secondary1"), " ") == "sg-web sg-ops")
ecs.leave_security_group { security_group_id = "sg-web", instance_id = "i-running1" }
assert(state.is_member("sg-web", "i-running1") == false)
assert(table.concat(state.groups_of("i-running1"), " ") == "sg-ops")
assert(state.is_member("sg-web", "eni-secondary1") == true, "the secondary interface keeps its groups")

local nothing, reason = state.instance("i-missing")
assert(nothing == nil and reason:find("i-missing", 1, true), reason)
assert(state.security_group("sg-web").security_group_name == "web")
local references = state.references("sg-ops")
assert(references[1].security_group_id == "sg-web" and references.complete)

local members = state.members("sg-web")
assert(members.complete and not ids(members):find("i-running1", 1, true), ids(members))
assert(ids(members):find("eni-secondary1", 1, true) and ids(members):find("i-running2", 1, true))
local few = state.members("sg-enterprise")
assert(#few == 1 and few.complete == nil and few.unknown[1]:find("secondary interfaces", 1, true))

local streamed, whole = 0, #ecs.describe_instances {}.instances
for instance in ecs.each.describe_instances {} do
  streamed = streamed + 1
  assert(type(instance.security_group_ids) == "table")
end
assert(streamed == whole and whole > 5)
assert(#ecs.describe_instances { page_size = 2, page_number = 1 }.instances == 2)
local ok, err = pcall(function() return ecs.each.describe_regions end)
assert(not ok and err.code == "NotPaged", err)
local ok, err = pcall(function() state.instance = nil end)
assert(not ok, "the module can be changed")
return ecs.with { region = "cn-beijing" }.describe_security_groups {}.security_groups[1].security_group_id
