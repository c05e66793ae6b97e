local t = {} local function try(f, ...) print(pcall(f, ...)) end
try(function() return t.x.y end) try(function() return t.x() end) try(function() t.x.y = 1 end) try(function() return undefinedname() end)
try(function() return undefinedname.x end) try(function() return 1 + nil end) try(function() return t + 1 end) try(function() return "a" + 1 end)
try(function() return t < t end) try(function() return 1 < "2" end) try(function() return nil > 1 end) try(function() return -t end) try(function() return #nil end)
try(function() return t .. "x" end) try(function() return 1 & 1.5 end) try(function() local a = "x" return a.b.c end) try(function() return t:nomethod() end)
try(function() return ("x"):bad() end) try(function() t[nil] = 1 end) try(function() return math.floor({}) end) try(function() return 2 ^ {} end)
