-- expect: limit time
local mt = {}
for _, event in ipairs {"add", "sub", "mul", "div", "mod", "pow", "unm", "idiv", "band", "bor", "bxor", "shl", "shr", "bnot", "concat", "len", "eq", "lt", "le", "index", "newindex", "call", "close", "tostring", "pairs"} do
  mt["__" .. event] = function(...) return select("#", ...) > 0 and (...) end
end
local x, y = setmetatable({}, mt), setmetatable({}, mt)
while true do
  local z = -(x + y - x * y / x % y ^ x // y & x | y ~ x << y >> ~x .. y)
  local _ = x < y, x <= y, x == y, #x, x.y, x(y), pcall(tostring, x), pcall(pairs, x)
  x.z = z
  do local c <close> = x end
end
