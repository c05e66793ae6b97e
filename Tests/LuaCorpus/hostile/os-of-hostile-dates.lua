-- expect: ok
for _, format in ipairs {"%", "%E", "%Ez", "%O", "%Q", "%%%", ("%c"):rep(1000), "%\0", "!%"} do pcall(os.date, format) end
assert(not pcall(os.date, "%Q") and not pcall(os.date, "%Ez"))
assert(not pcall(os.date, "%Y", math.maxinteger) and not pcall(os.date, "*t", math.mininteger))
for _, t in ipairs {{}, {year = 2020}, {year = 1e100, month = 1, day = 1}, {year = math.maxinteger, month = 1, day = 1}, {year = 2020, month = "x", day = 1}, {year = 2020, month = 1.5, day = 1}} do assert(not pcall(os.time, t)) end
local spied = setmetatable({}, {__index = function() error("looked") end})
assert(not pcall(os.time, spied))
