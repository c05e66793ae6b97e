-- expect: ok
assert(type(debug.traceback("x")) == "string")
assert(debug.traceback(nil) == nil or type(debug.traceback(nil)) == "string")
local t = {}
assert(debug.traceback(t) == t)
for _, level in ipairs {-1, 0, 1e6, math.mininteger, math.maxinteger} do
  pcall(debug.traceback, "x", level)
  pcall(debug.traceback, coroutine.create(print), "x", level)
end
