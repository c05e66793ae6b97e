-- expect: error "error object"
error(setmetatable({}, {__tostring = function() while true do end end, __name = "x"}))
