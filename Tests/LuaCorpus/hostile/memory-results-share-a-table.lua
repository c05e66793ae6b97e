-- expect: error "too deep or too large" | limit time
-- Each level names the one below twice: 2^60 tables when copied as a tree.
local t = {}
for i = 1, 60 do t = {t, t} end
return t
