print(("ab"):rep(3), ("ab"):rep(3, "-"), ("x"):rep(0), ("x"):rep(1, "sep"), ("x"):rep(-5))
print(#("abc"):rep(1000), ("a"):rep(3.0))
print(pcall(string.rep, "x", 2.5))
print(pcall(string.rep, "x", {}))
