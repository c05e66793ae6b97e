-- expect: limit time
local closing = setmetatable({}, {__close = function() while true do end end})
for _ in next, {1, 2}, nil, closing do break end
