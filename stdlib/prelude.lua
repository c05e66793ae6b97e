-- Makes the modules that every script sees without `require` its globals. Each is compiled when it
-- is first looked into: all of them would take longer than the rest of a start.

local function late(name)
  local module
  local function compiled()
    module = module or require(name)
    return module
  end
  return setmetatable({}, {
    __index = function(_, field) return (module or compiled())[field] end,
    __pairs = function() return pairs(compiled()) end,
    __newindex = function() error(("the module '%s' is read-only"):format(name), 2) end,
    __metatable = false,
  })
end

_G.state, _G.ensure, _G.fleet = late "state", late "ensure", late "fleet"
_G.targets = late "targets"
_G.step = function(...) return require "step" (...) end

-- What these stand on is theirs alone.
_G.work, _G.zones = nil, nil
