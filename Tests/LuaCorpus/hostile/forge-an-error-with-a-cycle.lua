-- expect: error "error object"
local e = {}
e.e = e
error(e)
