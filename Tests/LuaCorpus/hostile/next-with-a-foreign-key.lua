-- expect: error "invalid key"
next({}, "nowhere")
