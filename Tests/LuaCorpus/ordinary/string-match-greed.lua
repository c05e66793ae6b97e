print(("<<a>>"):match("<(.-)>"), ("<<a>>"):match("<(.*)>"), ("aaa"):match("a-"), ("aaa"):match("a-$"), ("aaab"):match("a*b"))
print(("aab"):match("a?a?a?b"), ("b"):match("a*b"), (""):match(".*"), ("abc"):match("[a-c]+"))
print(("/* a */ /* b */"):gsub("/%*.-%*/", ""))
