-- A read: what a change costs beside its call, scripts/bench journal measures.
runbook {
  name = "look", summary = "The same call again and again",
  parameters = {
    count = { type = "integer", required = true, summary = "How many calls" },
    at_once = { type = "integer", default = 1, summary = "How many of them at a time" },
  },
}

local function look()
  ecs.describe_instance_attribute { instance_id = "i-bench" }
end

if args.at_once == 1 then
  for _ = 1, args.count do look() end
else
  local items = {}
  for index = 1, args.count do items[index] = index end
  fleet.map(items, look, { concurrency = args.at_once, progress = false })
end
