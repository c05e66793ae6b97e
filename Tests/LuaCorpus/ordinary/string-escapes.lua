print("\65\066\x41\z
       joined", '\'', "tab\tnew\\n", "\u{48}\u{20AC}", #"\0\00\000")
print([[
first newline skipped]], [==[a]]b]=]c]==], #[[

]])
