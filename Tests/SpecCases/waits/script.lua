-- A state that cannot come fails at once; one that is there is answered at once.
assert(ecs.wait.instance_status { instance_id = "i-running1", status = "Running" } == "Running")
local ok, err = pcall(ecs.wait.instance_status, { instance_id = "i-running1", status = "Stopped" })
assert(not ok and err.code == "WaitImpossible" and tostring(err):find("it is Running", 1, true), err)
local ok, err = pcall(ecs.wait.instance_status, { instance_id = "i-starting", status = "Running", timeout = "0s" })
assert(not ok and err.kind == "timeout" and tostring(err):find("it is Starting", 1, true), err)
local ok, err = pcall(ecs.wait.instance_status, { instance_id = "i-running1", staus = "Running" })
assert(not ok and tostring(err):find("did you mean 'status'?", 1, true), err)
return "ok"
