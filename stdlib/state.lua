--- Answers to questions about instances, interfaces and security groups, by the queries that they
--- really need. What is missing is `nil` and a reason. A list says whether it is whole: `complete`
--- is true, or it is nil and `unknown` says what cannot be told, and why.
local state = {}

local ecs = ecs

---@class state.Member
---@field kind "instance"|"network_interface"
---@field id string the instance's id, or the interface's
---@field instance_id string? where the interface is attached
---@field service_managed boolean a cloud product keeps it

local function check(value, name)
  if type(value) ~= "string" then
    error(("bad argument #1 to 'state.%s' (string expected, got %s)"):format(name, type(value)), 3)
  end
end

local function interface(id)
  local found = ecs.describe_network_interfaces { network_interface_id = { id } }.network_interface_sets
  if found[1] then return found[1] end
  return nil, ("there is no network interface %s in %s"):format(id, ecs.region_id)
end

--- An instance as DescribeInstances shows it.
---@param id string
---@return table? instance
---@return string? reason
function state.instance(id)
  check(id, "instance")
  local found = ecs.describe_instances { instance_ids = { id } }.instances
  if found[1] then return found[1] end
  return nil, ("there is no instance %s in %s"):format(id, ecs.region_id)
end

--- A security group as DescribeSecurityGroups shows it.
---@param id string
---@return table? group
---@return string? reason
function state.security_group(id)
  check(id, "security_group")
  local found = ecs.describe_security_groups { security_group_ids = { id } }.security_groups
  if found[1] then return found[1] end
  return nil, ("there is no security group %s in %s"):format(id, ecs.region_id)
end

--- The ids of the groups that an instance (its primary interface) or an interface is in.
---@param id string `i-…` or `eni-…`
---@return string[]? groups
---@return string? reason
function state.groups_of(id)
  check(id, "groups_of")
  local found, reason
  if id:find("^eni%-") then found, reason = interface(id) else found, reason = state.instance(id) end
  if not found then return nil, reason end
  return found.security_group_ids
end

--- Whether an instance or interface is in a group.
---@param group string
---@param id string `i-…` or `eni-…`
---@return boolean?
---@return string? reason
function state.is_member(group, id)
  check(group, "is_member")
  local groups, reason = state.groups_of(id)
  if not groups then return nil, reason end
  for _, one in ipairs(groups) do
    if one == group then return true end
  end
  return false
end

--- Who is in a group: instances by their primary interfaces, and secondary interfaces.
---@param group string
---@return state.Member[]
function state.members(group)
  check(group, "members")
  local members = {}
  for instance in ecs.each.describe_instances { security_group_id = group } do
    table.insert(members, { kind = "instance", id = instance.instance_id, service_managed = false })
  end
  local interfaces = 0
  for one in ecs.each.describe_network_interfaces { security_group_id = group } do
    interfaces = interfaces + 1
    table.insert(members, {
      kind = "network_interface", id = one.network_interface_id,
      instance_id = one.instance_id ~= "" and one.instance_id or nil,
      service_managed = one.service_managed or false,
    })
  end
  if interfaces > 0 then
    members.complete = true
  else
    members.unknown = {
      "secondary interfaces: none is shown, and the service does not tell none from a missing permission",
    }
  end
  return members
end

--- The groups whose rules name this group, with the account of each.
---@param group string
---@return { security_group_id: string, account_id: string }[]
function state.references(group)
  check(group, "references")
  local found = {}
  local answer = ecs.describe_security_group_references { security_group_id = { group } }
  for _, one in ipairs(answer.security_group_references) do
    for _, referencing in ipairs(one.referencing_security_groups) do
      table.insert(found, {
        security_group_id = referencing.security_group_id, account_id = referencing.ali_uid,
      })
    end
  end
  if #found > 0 then
    found.complete = true
  else
    found.unknown = { "none is shown, and the service does not tell none from a missing permission" }
  end
  return found
end

return state
