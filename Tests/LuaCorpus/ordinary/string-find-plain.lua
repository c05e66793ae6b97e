print(("hello world"):find("wor", 1, true), ("a.b"):find(".", 1, true), ("a.b"):find("."))
print(("hello"):find(""), ("hello"):find("", 6), ("hello"):find("", 7), (""):find(""))
print(("hello"):find("l", -2), ("hello"):find("xyz"), ("a\0b"):find("\0"), ("a\0b"):find("b", 1, true))
print(("aaab"):find("aab", 1, true), ("abc"):find("abcd", 1, true))
