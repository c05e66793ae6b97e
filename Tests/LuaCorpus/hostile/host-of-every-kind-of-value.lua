-- expect: ok
for _, value in ipairs {true, 0, -0.0, 1 / 0, math.mininteger, "", "\0", ("x"):rep(17), ("x"):rep(16), ("x"):rep(15), ("x"):rep(9), ("x"):rep(8), ("x"):rep(7), json.null} do
  assert(host.echo(value) == value and host.echo({v = value}).v == value)
end
local nan = host.echo(0 / 0) assert(nan ~= nan)
for n = 0, 40 do local s = ("abcdefghijklmnopqrstuvwxyz0123456789\0\xff.."):sub(1, n) assert(host.echo({[s] = s})[s] == s, n) end
