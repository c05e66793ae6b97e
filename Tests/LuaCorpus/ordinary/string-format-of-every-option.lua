local values = {0, -0.0, 1, -1, 255, 3.14159, -2.5e-10, 1e100, 2^53, 2^63, 1/0, -1/0, math.maxinteger, math.mininteger, "10", "0x10", "abc", "", true, nil, 65, 1e15, 123456789012}
local flags = {"", "-", "+", " ", "#", "0", "-5", "05", "+.3", "10.3", "#.0", "-10.2", ".0", ".", "20", "99", "100", ".99", ".100", "+ 5", "##", "5.5.5", "0-5"}
for _, option in ipairs {"d", "i", "u", "c", "x", "X", "o", "e", "E", "f", "F", "g", "G", "a", "A", "s", "q", "p", "n", "z", "%", ""} do
  for _, flag in ipairs(flags) do
    local line = {}
    for i = 1, 23 do
      local ok, text = pcall(string.format, "%" .. flag .. option, values[i])
      line[i] = ok and text or "!" .. text
    end
    if option ~= "p" then print(option, flag, (table.concat(line, "|"):gsub("[%c]", function(c) return ("<%d>"):format(c:byte()) end))) end
  end
end
print(pcall(string.format, "%d", 1.5), pcall(string.format, "%d", "1.5"), pcall(string.format, "%d", "x"), pcall(string.format, "%d"))
print(pcall(string.format, "%s")) print(pcall(string.format)) print(pcall(string.format, {})) print(string.format("%s %s", 1, 2, 3))
print(string.format("%5s|%-5s|%.2s|%5.1s", "abc", "abc", "abc", "abc"), pcall(string.format, "%5s", "a\0b"), pcall(string.format, "%s", "a\0b"))
print(string.format("%q", 1/3), string.format("%q", 0/0), string.format("%q", 1/0), string.format("%q", -1/0), string.format("%q", math.mininteger), string.format("%q", "a\n\0\r\t1\0002\"\\\200"), pcall(string.format, "%q", {}), pcall(string.format, "%q", print))
print(pcall(string.format, "%10q", "x")) print(pcall(string.format, "%.3q", 1)) print(string.format("%q", true), string.format("%q", nil))
print(string.format("%s", setmetatable({}, {__tostring = function() return "T" end})), pcall(string.format, "%s", setmetatable({}, {__tostring = function() return 1 end})))
print(string.format("%s %s", setmetatable({}, {__name = "My"}), "x"):gsub("0x%x+", "PTR"))
print(string.format("%.14g %.17g %g %g", 0.1, 0.1, 1e20, 100000) )
