for _, name in ipairs {"time", "date", "clock", "difftime"} do print(name, type(os[name])) end
print(select("#", os.time()), select("#", os.date()), select("#", os.clock()))
print(pcall(os.date, true)) print(pcall(os.time, true)) print(pcall(os.difftime, {}, 1)) print(pcall(os.difftime, 1, "x"))
print(pcall(os.date, "%d", true))
