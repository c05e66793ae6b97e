-- expect: ok; time 5s; memory 256MiB
local text = ("a"):rep((8 << 20) + 1)
for _, attempt in ipairs { function() host.echo(text) end, function() host.echo({text}) end, function() return lazy[text] end, function() host.fail(text) end } do
  local ok, message = pcall(attempt)
  assert(not ok and message:find("too large a value to leave Lua"), message)
end
assert(#host.echo(text:sub(2)) == 8 << 20)
