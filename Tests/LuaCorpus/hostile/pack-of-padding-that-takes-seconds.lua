-- expect: limit time; memory 256MiB
assert(#("c5c10"):pack("", "x") == 15)
assert(not pcall(string.pack, "c16777217", "") and not pcall(string.pack, "c9000000c9000000", "", ""))
assert(not pcall(string.pack, "c99999999999999999999999", ""))
while true do pcall(string.pack, "c900000000", "") pcall(string.pack, "c16000000", "") end
