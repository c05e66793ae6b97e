-- expect: ok
local names = {}
for i = 1, 190 do names[i] = "a" .. i end
local list = table.concat(names, ",")
local source = "local " .. list .. "; return function() local " .. list:gsub("a", "b") .. "; return function() return " .. table.concat(names, "+") .. "+" .. list:gsub("a", "b"):gsub(",", "+") .. " end end"
assert(not load(source))
