-- expect: limit time | limit memory; time 500ms; memory 64MiB
local function wait() host.sleep(600000) end
local started = 0
local function start(n) if n == 0 then while true do end end host.call(function() started = started + 1 return start(n - 1) end) end
start(2000)
