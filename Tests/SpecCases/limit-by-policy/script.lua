runbook { name = "leave", allow = { "ecs:LeaveSecurityGroup" }, max_changes = 50 }

fleet.map({ "i-running1", "i-running2" }, function(id)
  ecs.leave_security_group { security_group_id = "sg-ops", instance_id = id }
end, { name = "leave" })
