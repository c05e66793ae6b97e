for word in ("one two  three"):gmatch("%a+") do print(word) end
for k, v in ("a=1, b=2"):gmatch("(%w+)=(%w+)") do print(k, v) end
for p in ("abc"):gmatch("()") do print(p) end
for w in ("abc"):gmatch("") do print("[" .. w .. "]") end
for w in ("hello world"):gmatch("o", 6) do print(w) end
for w in ("aaa"):gmatch("^a") do print(w) end
for w in ("abc"):gmatch("%w*") do print(w) end
