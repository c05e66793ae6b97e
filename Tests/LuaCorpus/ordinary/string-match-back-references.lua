print(("hello hello"):match("(%w+) %1"), ([["quoted" 'other']]):gsub([[(["'])(.-)%1]], "<%2>"))
print(pcall(string.match, "a", "%1"))
print(pcall(string.match, "a", "(a%1)"))
print(("abab"):find("(ab)%1"))
