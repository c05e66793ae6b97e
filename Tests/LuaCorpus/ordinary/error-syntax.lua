for _, s in ipairs {"x =", "= 1", "local 1", "if x", "for i = 1 do end", "return return", "f(", "a.b:c = 1", "x = }", "'open", "[[open", "--[[open", "x = 0x", "x = 1e", "x = 3x", "local x <close>, y <close> = 1, 2", "goto", "::a", "\\", "x = '\\q'", "x = '\\300'", "x = '\\u{80000000}'", "x = '\\xZZ'", "return ... + ", "function f(a, a.b) end", "x, y() = 1", "for a.b in c do end", "until x", "end", "a b", "1 + 1", "x = function end", "local function a.b() end", "~", "@", "x = 5 5"} do
  print(s, select(2, load(s, "=s")))
end
