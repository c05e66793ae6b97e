-- expect: ok | error "attempt to yield across a C-call boundary"
assert(coroutine.wrap(function() return load(coroutine.yield) end)())
