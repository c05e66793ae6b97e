-- expect: ok
assert(#("%.99f"):format(-1e308) < 500)
assert(#("%a"):format(2 ^ -1074) < 40)
