-- expect: error "at most" | limit memory
local piece = (" "):rep(1e6)
local f, message = load(function() return piece end)
error(message)
