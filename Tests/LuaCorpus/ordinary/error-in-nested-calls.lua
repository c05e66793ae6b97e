local function a() error({depth = 3}) end local function b() local ok, e = pcall(a) e.depth = e.depth + 1 error(e) end
local ok, e = pcall(b) print(ok, e.depth) print(pcall(pcall, error, "x")) print(pcall(pcall, pcall, error, "x"))
local t = setmetatable({}, {__index = function(_, k) error("no field " .. k, 2) end}) print(pcall(function() return t.foo end)) local ok, m = pcall(function() local x = t.bar end) print(m)
print(pcall(string.gsub, "abc", "b", function() error("in callback", 0) end)) print(pcall(table.sort, {2, 1}, function() error("in sort", 0) end)) print(pcall(load, function() return 1 == 2 end))
