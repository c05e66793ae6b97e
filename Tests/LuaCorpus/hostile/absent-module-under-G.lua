-- expect: ok
-- If require knows _G, it is the script's own table and no other.
local ok, g = pcall(require, "_G")
assert(not ok or g == _G)
