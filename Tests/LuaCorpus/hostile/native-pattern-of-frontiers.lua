-- expect: limit time
return ("ab "):rep(20000):find("%f[%w].-%f[%W].-%f[%w].-%f[%W].-%f[%w].-$x")
