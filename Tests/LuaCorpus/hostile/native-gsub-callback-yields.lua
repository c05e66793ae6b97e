-- expect: error "attempt to yield across a C-call boundary"
coroutine.wrap(function() ("a"):gsub("a", coroutine.yield) end)()
