print(("THE (quick) fox"):gsub("%f[%a]%a+%f[%A]", "<%0>"))
print(("if(x)then(y(z))"):gsub("%b()", "[]"))
print(("hello"):find("%f[\0]"), ("[[x]]"):match("%b[]"), ("aXbX"):find("%f[%u]X%f[%U]"))
