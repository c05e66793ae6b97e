print(("hello world"):find("o w"), ("hello"):find("l+"), ("key = value"):find("(%w+)%s*=%s*(%w+)"))
print(("  trim  "):find("^%s*(.-)%s*$"))
print(("abc123"):find("%d"), ("abc"):find("%d"), ("abc"):find("^b"), ("abc"):find("c$"), ("a$c"):find("$c"))
print(("x^y"):find("^", 1, true), ("x^y"):find("x^"), ("[]"):find("[]]"), ("a-b"):find("[a%-]b"))
