-- expect: error "" | ok
-- The only light userdata in reach is json.null: it is not the kill's mark.
local ok, e = pcall(error, json.null)
assert(not ok and e == json.null)
error(json.null)
