local function c(n) return setmetatable({}, {__close = function(_, e) print("close " .. n, e) end}) end
do local a <close> = c "a" local b <close> = c "b" print "body" end
local function f() local x <close> = c "x" return "result" end print(f())
for i = 1, 2 do local l <close> = c("loop" .. i) if i == 1 then goto continue end print("second") ::continue:: end
while true do local w <close> = c "while" break end do local n <close> = nil local z <close> = false end print(pcall(function() local bad <close> = {} end))
