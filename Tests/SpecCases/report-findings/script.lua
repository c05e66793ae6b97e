-- What a script reports is listed whole, and tells in the exit code.
report.finding { target = "sg-web", what = "is open to the world", port = 22 }
report.finding { what = "nobody looked at the rest" }
report.item { target = "i-1", status = "ok" }
report.item { target = "i-2", status = "skipped", reason = "not in service" }
local _, err = ecs.try.start_instance { instance_id = "i-nowhere" }
report.item { target = "i-nowhere", status = "failed", error = err }
report.item { target = "cn-beijing", status = "unknown", reason = "no permission to look" }
