-- expect: ok
local first = require "plain"
first.name = "changed"
assert(require "plain" == first)
assert(not pcall(function() require("string").x = 1 end))
