-- expect: ok
for name in pairs(debug) do assert(name == "traceback", name) end
assert(debug.getregistry == nil and debug.sethook == nil and debug.getinfo == nil)
assert(debug.setmetatable == nil and debug.getupvalue == nil and debug.getlocal == nil)
