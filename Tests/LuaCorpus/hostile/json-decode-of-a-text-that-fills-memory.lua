-- expect: error "too large a JSON text"; memory 256MiB; time 3s
local text = "[" .. ("1,"):rep(60000000) .. "1]"
while true do json.decode(text) end
