-- expect: error "poisoned"
setmetatable(_G, {__index = function() error "poisoned" end})
undefined()
