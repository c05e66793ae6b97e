local log = [[
2024-01-15 10:23:45 [INFO] server.lua:12: started (pid=4711, port=8080)
2024-01-15 10:23:46 [WARN] db.lua:99: slow query: SELECT * FROM t WHERE a = 'x' took 1.25s
2024-01-15 10:24:00 [ERROR] api.lua:7: failed: {"code": 500, "path": "/v1/items"}
malformed line
2024-01-16 00:00:01 [INFO] server.lua:40: GET /index.html 200 5123]]
local levels, total = {}, 0 for line in (log .. "\n"):gmatch "(.-)\n" do local date, time, level, file, number, text = line:match "^(%d%d%d%d%-%d%d%-%d%d) (%d+:%d+:%d+) %[(%u+)%] ([%w_.]+):(%d+): (.*)$" if date then levels[level] = (levels[level] or 0) + 1 total = total + number print(date, time, level, file, tonumber(number), #text) for k, v in text:gmatch "(%w+)=(%w+)" do print("", k, v) end print("", text:match "([%d.]+)s$", text:match '"code": (%d+)', text:match "(%u+) (/%S*) (%d+)", text:find "%b{}", text:gsub("'[^']*'", "?")) else print("skipped", line) end end print(levels.INFO, levels.WARN, levels.ERROR, levels.DEBUG, total) print(log:gsub("%d%d:%d%d:%d%d", "--:--:--", 2):match "^[^\n]*") print(select(2, log:gsub("\n", "")), select(2, log:gsub("%f[%w]%w+", "")), log:find("%[ERROR%]"), log:match("^(%S+)"), log:match("(%S+)$"))
