-- expect: limit time; memory 64MiB
local text = "{" .. ('"k":1,'):rep(500000) .. '"k":2}'
assert(json.decode(text).k == 2)
while true do json.decode(text) end
