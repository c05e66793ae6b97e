-- An audit that is stopped halfway: what its finished parts found is not lost when it goes on.
runbook { name = "audit", summary = "Looks for groups that are open to the world" }

step("groups", function()
  for group in ecs.each.describe_security_groups {} do
    local rules = ecs.describe_security_group_attribute { security_group_id = group.security_group_id }.permissions
    for _, rule in ipairs(rules) do
      if rule.source_cidr_ip == "0.0.0.0/0" then
        report.finding { target = group.security_group_id, what = "is open to the world", ports = rule.port_range }
      end
    end
  end
end)
sleep("2s")
