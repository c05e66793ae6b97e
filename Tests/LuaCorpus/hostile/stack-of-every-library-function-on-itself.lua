-- expect: ok | limit time | limit depth | limit memory | error "overflow"; time 500ms
local function nest(step) local n = 0 local function again(...) n = n + 1 return step(again, ...) end local ok, m = pcall(again) return n end
local self = setmetatable({}, {})
local steps = {
  function(f) return (("x"):gsub("x", f)) end, function(f) return ("x"):gsub(".", setmetatable({}, {__index = f})) end,
  function(f) table.sort({1, 2, 3}, f) end, function(f) return tostring(setmetatable({}, {__tostring = f})) end,
  function(f) return table.concat(setmetatable({}, {__index = f, __len = function() return 2 end})) end,
  function(f) return table.unpack(setmetatable({}, {__index = f}), 1, 2) end, function(f) table.insert(setmetatable({}, {__newindex = f}), 1) end,
  function(f) return table.move(setmetatable({}, {__index = f}), 1, 2, 1, {}) end, function(f) return coroutine.wrap(f)() end,
  function(f) return select(2, coroutine.resume(coroutine.create(f))) end, function(f) return load(f) end, function(f) return pcall(pcall, f) end,
  function(f) return xpcall(f, f) end, function(f) return os.time(setmetatable({}, {__index = f})) end, function(f) return json.encode({}, setmetatable({}, {__index = f})) end,
  function(f) return next, pairs(setmetatable({}, {__pairs = f})) end, function(f) for _ in f do end end, function(f) local x <close> = setmetatable({}, {__close = f}) end,
  function(f) local co = coroutine.create(function() local x <close> = setmetatable({}, {__close = f}) coroutine.yield() end) coroutine.resume(co) coroutine.close(co) end,
  function(f) return setmetatable({}, {__lt = f}) < 1 end, function(f) return #setmetatable({}, {__len = f}) end, function(f) return ("%s"):format(setmetatable({}, {__tostring = f})) end,
  function(f) return host.call(f) end, function(f) print(setmetatable({}, {__tostring = f})) end, function(f) return utf8.char(f()) end, function(f) return math.max(f(), 1) end,
}
for i, step in ipairs(steps) do for j, other in ipairs(steps) do if i < 6 or j < 3 then nest(function(f) if math.random(2) == 1 then return step(f) end return other(f) end) end end end
