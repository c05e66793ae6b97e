-- expect: error "overflow" | limit depth | limit memory | limit time
local function reader() return load(reader) and "" end
load(reader)
error "overflow"
