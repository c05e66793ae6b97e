-- expect: ok
local wrap = coroutine.wrap(function(...)
  coroutine.yield(...)
  return "end"
end)
assert(select("#", wrap(nil, nil)) == 2)
assert(wrap() == "end")
assert(not pcall(wrap))
