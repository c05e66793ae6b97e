-- expect: ok
local iterator = ("a b c d"):gmatch("%a")
local words = {}
for i = 1, 4 do
  words[i] = coroutine.wrap(function() return iterator() end)()
  collectgarbage("count")
end
assert(table.concat(words) == "abcd")
assert(iterator() == nil and iterator() == nil)
