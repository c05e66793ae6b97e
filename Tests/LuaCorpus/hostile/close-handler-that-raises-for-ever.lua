-- expect: limit time
local meta = {__close = function(_, e) error(e or "again") end}
while true do
  pcall(function()
    local a <close> = setmetatable({}, meta)
    local b <close> = setmetatable({}, meta)
    error "first"
  end)
end
