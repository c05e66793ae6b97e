runbook {
  name = "leave", allow = { "ecs:LeaveSecurityGroup" },
  parameters = { profiles = { type = "list", summary = "Whose instances" } },
}

fleet.across({ profiles = args.profiles }, function()
  for instance in ecs.each.describe_instances {} do
    ecs.leave_security_group { security_group_id = instance.security_group_ids[1], instance_id = instance.instance_id }
  end
end)
