local texts = {"", "a", "aaa", "abc", "a^b$c", "THE (quick) fox", "[[x]]", "a\0b", "%"}
local patterns = {"^", "$", "^$", "^a", "a$", "^a$", "a^", "$a", "^^a", "%f[a]", "%f[^a]", "%f[%z]", "%f[\0]a", "%b()", "%b[]", "%baa", "()", "a-$", "^(a-)", "[%^%$]", "[]]", "[^]]", "[a-]", "[%a-z]", ".-", "%%", "[[:alpha:]", "a*b?", "%w+$", "^.*$"}
for _, text in ipairs(texts) do
  for _, pattern in ipairs(patterns) do
    print(pcall(string.find, text, pattern))
    print(pcall(string.gsub, text, pattern, "<%0>"))
    local all = {}
    for a in text:gmatch(pattern) do
      all[#all + 1] = tostring(a)
      if #all > 20 then break end
    end
    print(table.concat(all, "|"))
  end
end
for _, pattern in ipairs {"%b", "%b(", "%f", "%fa", "[", "[^", "[]", "[a", "%", "(", "(()", "%1", "(%1)", "[%", "[a-%", "%f["} do
  print(pattern, pcall(string.find, "aaa(b)c", pattern))
end
