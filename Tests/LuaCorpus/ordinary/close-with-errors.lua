local function c(n, fail) return setmetatable({}, {__close = function(_, e) print("close " .. n, e) if fail then error(fail, 0) end end}) end
print(pcall(function() local a <close> = c "a" local b <close> = c "b" error("body", 0) end))
print(pcall(function() local a <close> = c("a", "from a") local b <close> = c("b", "from b") error("body", 0) end))
print(pcall(function() local a <close> = c("a", "from a") return 1 end))
print(pcall(function() local a <close> = c "a" local b <close> = c("b", "from b") end))
