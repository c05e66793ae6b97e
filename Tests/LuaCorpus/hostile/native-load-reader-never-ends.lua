-- expect: error "at most" | limit time | limit memory
local f, message = load(function() return " " end)
error(message)
