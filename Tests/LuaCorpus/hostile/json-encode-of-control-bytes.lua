-- expect: limit time | limit memory; memory 128MiB
local text = ("\0\1\31"):rep(1 << 22)
while true do json.encode(text) end
