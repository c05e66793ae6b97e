-- expect: error "outside a coroutine"
coroutine.yield("sleep", 1000)
