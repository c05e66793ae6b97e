local function proxy(t, log)
  return setmetatable({}, {
    __index = function(_, k) log[#log + 1] = "r" .. tostring(k) return t[k] end,
    __newindex = function(_, k, v) log[#log + 1] = "w" .. tostring(k) .. "=" .. tostring(v) t[k] = v end,
    __len = function() log[#log + 1] = "#" return #t end, })
end
local function run(name, f, ...) local log = {} local t = {"a", "b", "c", "d"} print(name, pcall(f, proxy(t, log), ...)) print("   " .. table.concat(log, " "), table.concat(t, ",", 1, #t)) end
run("concat", table.concat) run("concat", table.concat, "-", 2, 3) run("insert", table.insert, "e") run("insert", table.insert, 2, "x") run("remove", table.remove) run("remove", table.remove, 1) run("remove", table.remove, 5) run("remove", table.remove, 6) run("unpack", table.unpack) run("unpack", table.unpack, 2) run("unpack", table.unpack, 2, 3) run("move", function(p) return #table.move(p, 1, 3, 2) end) run("move", function(p) return table.concat(table.move(p, 1, 4, 1, {}), ",") end) run("sort", table.sort, function(a, b) return a > b end) run("insert3", table.insert, 1, 2, 3) run("insert0", table.insert)
for _, v in ipairs {1.5, "2", "x", -1, 0, 4, 5, 2.0} do
  print(v, pcall(table.insert, {1, 2, 3}, v, "n")) print(v, pcall(table.remove, {1, 2, 3}, v)) print(v, pcall(table.concat, {1, 2, 3}, ",", v)) print(v, pcall(table.concat, {1, 2, 3}, ",", 1, v)) print(v, pcall(table.unpack, {1, 2, 3}, v, 3)) print(v, pcall(table.unpack, {1, 2, 3}, 1, v))
end
for _, f in ipairs {"concat", "insert", "remove", "unpack", "move", "sort"} do for _, v in ipairs {5, "x", true, print} do print(f, type(v), (select(2, pcall(table[f], v)))) end print(f, pcall(table[f])) end
print(pcall(table.move, {}, 1, 2)) print(pcall(table.move, {}, 1, 2, 3, 4)) print(pcall(table.move, {}, 1, math.maxinteger, 2)) print(pcall(table.move, {}, -1, math.maxinteger, 2)) print(pcall(table.move, {}, math.mininteger, -1, 2)) print(pcall(table.move, {}, 1, 2, math.maxinteger))
print(pcall(table.concat, {1, {}, 3})) print(pcall(table.concat, {1, nil, 3}, ",", 1, 3)) print(pcall(table.concat, {true})) print(table.concat({1, 2.5, "x"}, "\0"):byte(1, -1)) print(table.concat({}, "x", 3, 2) == "")
print(pcall(table.sort, {3, 1, "x"})) print(pcall(table.sort, {1, 2, 3}, 5)) print(pcall(table.sort, {{}, {}})) print(pcall(table.sort, {1, 2, nil, 4})) print(pcall(table.sort, {5, 4, 3, 2, 1}, function() return true end))
print(table.unpack({1, 2, 3}, -1, 1)) print(table.unpack({}, 1, 3)) print(select("#", table.unpack({n = 3}))) print(table.pack().n, table.pack(nil).n, table.pack(nil, nil)[1])
print(#table.pack(table.unpack({}, 1, 200))) print(pcall(table.unpack, {}, 1, 1e7)) print(pcall(table.unpack, {}, 0, math.maxinteger)) print(pcall(table.unpack, {}, math.mininteger, math.maxinteger)) print(pcall(table.unpack, {}, math.maxinteger - 1, math.maxinteger))
print(pcall(setmetatable({}, {__len = function() return "x" end}) and table.insert, setmetatable({}, {__len = function() return "x" end}), 1)) print(pcall(table.insert, setmetatable({}, {__len = function() return 1.5 end}), 1)) print(#setmetatable({}, {__len = function() return "x" end}))
