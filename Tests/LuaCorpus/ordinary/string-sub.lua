local s = "hello world"
for _, p in ipairs {{1, 5}, {-5, -1}, {0, 3}, {3}, {12, 15}, {-100, 100}, {5, 2}, {6.0, 7.0}} do
  print(s:sub(p[1], p[2]))
end
print(pcall(string.sub, s, 1.5))
print(pcall(string.sub))
