-- expect: limit output; output 4KiB
print(("x"):rep(1 << 20))
