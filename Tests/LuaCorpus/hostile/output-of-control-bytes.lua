-- expect: ok
print("\27[2J\27]0;title\7\0\8\13fake")
print(("\27"):rep(1000))
print(setmetatable({}, {__name = "\27[31m"}) ~= nil)
