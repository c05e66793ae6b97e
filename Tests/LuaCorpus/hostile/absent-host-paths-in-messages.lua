-- expect: ok
local ok, message = pcall(require, "nowhere.at.all")
assert(not ok and not message:find("/tmp/", 1, true) and not message:find("/usr", 1, true), message)
assert(not debug.traceback():find("Sources/", 1, true))
