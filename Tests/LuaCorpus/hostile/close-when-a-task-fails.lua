-- expect: error "the last error"; time 2s
-- What nothing catches closes what is open, and may wait meanwhile.
local log = {}
local function hold(name, step) return setmetatable({}, {__close = function(_, e) log[#log + 1] = name .. ":" .. tostring(e) if step then step(e) end end}) end
local ok, message = pcall(host.call, function()
  local outer <close> = hold("outer", function() host.sleep(1) end)
  local inner <close> = hold("inner", function(e) assert(not pcall(error)) host.sleep(1) error(e .. "!", 0) end)
  host.sleep(1)
  error("first", 0)
end)
assert(not ok and message:find("first!") and table.concat(log, " ") == "inner:first outer:first!", table.concat(log, " "))
log = {}
pcall(host.call, coroutine.wrap(function() local x <close> = hold("wrapped") error("in a coroutine", 0) end))
assert(log[1] == "wrapped:in a coroutine")
local last <close> = hold("last", function(e) error("the last error", 0) end)
error("first")
