-- expect: limit time
local even
local function odd() return even() end
function even() return odd() end
odd()
