-- Tidies up at night: takes out break-glass rules whose time is over, and deletes groups that are
-- marked as temporary, that nobody is in and that no rule names. What cannot be told for sure stays.
--
--   lunette run scripts/runbooks/nightly-cleanup.lua --emulator
runbook {
  name = "nightly-cleanup",
  summary = "Removes expired break-glass rules and unused temporary groups",
  allow = { "ecs:RevokeSecurityGroup", "ecs:DeleteSecurityGroup" },
  parameters = {
    mark = { type = "string", default = "temporary", summary = "The tag key of temporary groups" },
  },
  time_limit = "1h", max_changes = 100,
}

local time = require "time"

local function remove_expired_rules(group)
  local id = group.security_group_id
  for _, rule in ipairs(ecs.describe_security_group_attribute { security_group_id = id }.permissions) do
    local moment = (rule.description or ""):match("^break%-glass until (%S+)$")
    local expiry = moment and time.parse(moment)
    if expiry and expiry <= os.time() then
      ecs.revoke_security_group { security_group_id = id, security_group_rule_id = { rule.security_group_rule_id } }
      report.item { target = id, status = "changed", what = rule.description }
    end
  end
end

local function is_marked(group)
  for _, tag in ipairs(group.tags or {}) do
    if tag.tag_key == args.mark then return true end
  end
  return false
end

local function delete_if_unused(group)
  local id = group.security_group_id
  if not is_marked(group) or #state.members(id) > 0 or #state.references(id) > 0 then return end
  local response, err = ecs.try.delete_security_group { security_group_id = id }
  if response then
    report.item { target = id, status = "changed", what = "deleted" }
  elseif err.code == errors.DependencyViolation then
    report.item { target = id, status = "skipped", what = "something still uses it" }
  else
    error(err)
  end
end

for _, group in ipairs(ecs.describe_security_groups {}.security_groups) do
  if not group.service_managed then
    remove_expired_rules(group)
    delete_if_unused(group)
  end
end
