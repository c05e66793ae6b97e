-- expect: limit memory | error "too large" | error "memory"; time 5s
local text = '"x"'
while true do text = json.encode(text) text = json.encode {text, text} end
