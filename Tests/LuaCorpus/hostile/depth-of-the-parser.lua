-- expect: ok; time 5s
for _, source in ipairs {
    "return " .. ("("):rep(9000) .. "1" .. (")"):rep(9000),
    "return " .. ("{"):rep(9000) .. ("}"):rep(9000),
    "return " .. ("- "):rep(10000) .. "1",
    "return " .. ("not "):rep(7000) .. "1",
    ("do "):rep(4000) .. ("end "):rep(4000),
    ("if x then "):rep(2000) .. ("end "):rep(2000),
    "return " .. ("function() return "):rep(1000) .. ("end "):rep(1000),
    "return " .. ("1 .. "):rep(5000) .. "1",
    "return " .. ("1 ^ "):rep(5000) .. "1",
    "a" .. ("[a"):rep(9000) .. ("]"):rep(9000) .. " = 1",
    "f" .. ("(f"):rep(9000) .. (")"):rep(9000),
  } do
  assert(#source < 32768)
  local f, message = load(source)
  assert(not f and message:find("overflow", 1, true), message)
end
