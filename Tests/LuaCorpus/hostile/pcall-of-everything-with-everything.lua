-- expect: ok
local values = {nil, true, 1, -1, 0.5, 2^63, math.mininteger, "", "x", {}, print, coroutine.create(print), host.thing(), json.null, string, 1/0}
for _, library in ipairs {string, table, math, utf8, coroutine, os, json, debug} do
  for name, f in pairs(library) do
    if type(f) == "function" and name ~= "yield" then
      for i = 1, 16 do
        for j = 1, 16 do pcall(f, values[i], values[j], values[(i + j) % 16 + 1]) end
      end
    end
  end
end
