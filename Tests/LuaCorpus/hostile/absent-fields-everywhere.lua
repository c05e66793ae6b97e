-- expect: ok
-- Nothing that can be reached from the globals is called like a way out.
local forbidden = {dump = true, getregistry = true, sethook = true, loadlib = true, popen = true,
  execute = true, getenv = true, open = true, searchers = true, cpath = true, preload = true,
  setupvalue = true, upvaluejoin = true, dofile = true, loadfile = true}
local seen = {}
local function search(value, path)
  if type(value) ~= "table" or seen[value] then return end
  seen[value] = true
  for key, field in pairs(value) do
    assert(not forbidden[key], path .. "." .. tostring(key))
    search(field, path .. "." .. tostring(key))
  end
  search(getmetatable(value), path .. "<meta>")
end
search(_G, "_G")
