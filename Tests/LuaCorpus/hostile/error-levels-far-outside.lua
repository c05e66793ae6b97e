-- expect: ok
for _, level in ipairs {0, 1, 2, 3, 1000, -1, math.maxinteger, math.mininteger, 2^31, -2^31} do
  local went, err = pcall(error, "x", level)
  assert(went == false and tostring(err):find("x$"), tostring(err))
end
assert(not pcall(error, "x", 1.5))
assert(debug.traceback("m", 1000) == "m\nstack traceback:" or debug.traceback("m", 1000))
for _, level in ipairs {-1, math.maxinteger, math.mininteger} do pcall(debug.traceback, "m", level) end
for _, value in ipairs {1, true, {}, print} do pcall(debug.traceback, value) end
pcall(debug.traceback, coroutine.create(print), "m", -1)
