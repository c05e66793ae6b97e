-- expect: limit memory | error "at most"; time 5s
local keep = {}
local source = "return {" .. ("0,"):rep(14000) .. "}"
while true do keep[#keep + 1] = assert(load(source))() end
