print(("2024-03-19"):match("(%d+)-(%d+)-(%d+)"))
print(("hello"):match("()ll()"), ("hello"):match(".-(l+)(.*)"), ("x"):match("(x)(y?)"))
print(("key=val"):match("^(%w+)=(%w*)$"), ("abc"):match("((a)(b))"), ("abc"):match("b", 3))
print(("  x"):match("^%s+"), ("f(a(b)c)d"):match("%b()"), ("THE (quick) fox"):find("%((%a+)%)"))
