-- expect: limit depth | limit time; time 300ms; session lost
local self = {}
setmetatable(self, {__call = self})
getmetatable(self).__call = self
local function deep(n) if n == 0 then return self() end return (deep(n - 1)) end
deep(60000)
