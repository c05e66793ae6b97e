-- A read: what a change costs beside its call, scripts/bench journal measures.
runbook {
  name = "look", summary = "The same call again and again",
  parameters = { count = { type = "integer", required = true, summary = "How many calls" } },
}

for _ = 1, args.count do
  ecs.describe_instance_attribute { instance_id = "i-bench" }
end
