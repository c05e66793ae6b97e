runbook { name = "leave", allow = { "ecs:LeaveSecurityGroup" }, max_changes = 20 }

fleet.map(state.members("sg-a"), function(member)
  ecs.leave_security_group { security_group_id = "sg-a", instance_id = member.id }
end, { name = "leave", concurrency = 1, on_error = "continue" })
