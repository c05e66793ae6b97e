-- expect: error "not enough memory"
-- The message of a real one, raised by a script, is a message like any other.
assert(select(2, pcall(error, "not enough memory", 0)) == "not enough memory")
assert(select(2, coroutine.resume(coroutine.create(error), "not enough memory", 0)) == "not enough memory")
assert(not pcall(coroutine.wrap(function() error("not enough memory", 0) end)))
assert(select(2, xpcall(error, function() return "handled" end, "not enough memory", 0)) == "not enough memory")
error("not enough memory", 0)
