-- expect: error "table"
error(setmetatable({}, {__tostring = function() while true do end end, __name = ("x"):rep(1000000)}))
