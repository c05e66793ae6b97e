-- expect: error "error object is a thread"
error(coroutine.create(print))
