-- expect: ok
assert(string.dump == nil and ("").dump == nil)
assert(rawget(string, "dump") == nil)
