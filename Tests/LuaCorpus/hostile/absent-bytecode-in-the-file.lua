-- expect: syntax "unexpected symbol"
]] .. "\27Lua"
