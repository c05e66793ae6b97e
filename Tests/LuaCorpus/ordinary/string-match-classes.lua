local text = "aZ5 _-\t\n\0\127\200é"
for _, class in ipairs {"%a", "%d", "%l", "%u", "%s", "%p", "%c", "%x", "%w", "%g", "%A", "%D", "%S", "%W", ".", "[a-z]", "[^%a]", "[%d_-]"} do
  local n = select(2, text:gsub(class, ""))
  print(class, n)
end
