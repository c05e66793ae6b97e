-- expect: limit memory; memory 4MiB; time 5s
local function wrap(e) return {e, debug.traceback(), tostring(e)} end
local e = "first"
while true do local _, caught = xpcall(error, wrap, e) e = caught end
