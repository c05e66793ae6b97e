-- expect: ok | limit memory | limit depth; memory 256MiB; time 3s
local co = coroutine.create(function(...) while true do coroutine.yield(...) end end)
local many = table.pack(table.unpack({}, 1, 200000))
for i = 1, 20 do
  local n = select("#", coroutine.resume(co, table.unpack(many, 1, 200000)))
  assert(n >= 1)
end
local w = coroutine.wrap(function() return table.unpack({}, 1, 900000) end)
pcall(w)
