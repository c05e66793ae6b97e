runbook {
  name = "leave", summary = "The same call again and again",
  allow = { "ecs:LeaveSecurityGroup" },
  parameters = { count = { type = "integer", required = true, summary = "How many calls" } },
}

for _ = 1, args.count do
  ecs.leave_security_group { security_group_id = "sg-bench", instance_id = "i-bench" }
end
