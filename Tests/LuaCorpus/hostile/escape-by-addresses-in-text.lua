-- expect: ok
assert(not tostring(host.thing()):find("0x"))
local _, err = pcall(host.fail, "Some.Code")
assert(not tostring(err):find("0x"))
assert(not tostring(json.null):find("0x"))
