local mt = {__index = function(_, k) return coroutine.yield(k) end, __add = function(a, b) return coroutine.yield("add") end,
  __eq = function() return coroutine.yield("eq") end, __lt = function() return coroutine.yield("lt") end,
  __concat = function() return coroutine.yield("concat") end, __call = function(_, x) return coroutine.yield("call" .. x) end,
  __len = function() return coroutine.yield("len") end, __newindex = function(_, k) coroutine.yield("new" .. k) end}
local co = coroutine.wrap(function()
  local t, u = setmetatable({}, mt), setmetatable({}, mt)
  print(t.key, t + 1, t == u, t < u, t .. "x", t(5), #t, not (t <= u and false))
  t.z = 1
  return "end"
end)
local r = co()
local n = 0
while r ~= "end" and n < 20 do print(r) n = n + 1 if n == 9 and not mt.__le then mt.__le = mt.__lt end local ok, x = pcall(co, n) if not ok then print((x:gsub("^.-:%d+: ", ""))) break end r = x end
