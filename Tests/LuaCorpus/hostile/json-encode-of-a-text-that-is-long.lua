-- expect: limit time | limit memory; memory 256MiB
local text = ("\u{e9}"):rep(1 << 24)
while true do json.encode(text) end
