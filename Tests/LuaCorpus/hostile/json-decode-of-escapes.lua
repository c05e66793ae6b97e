-- expect: limit time; memory 128MiB
local text = "[\"" .. ("\\u0041\\ud83d\\ude00"):rep(300000) .. "\"]"
while true do json.decode(text) end
