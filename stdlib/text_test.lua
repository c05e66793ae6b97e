local text = require "text"

return {
  ["trim takes white space off both ends"] = function()
    assert(text.trim("  a b\t\n") == "a b")
    assert(text.trim("") == "")
    assert(text.trim("   ") == "")
  end,
  ["split keeps empty parts and takes separators plainly"] = function()
    local parts = text.split("a..b.", ".")
    assert(#parts == 4 and parts[1] == "a" and parts[2] == "" and parts[3] == "b" and parts[4] == "")
    assert(#text.split("", ",") == 1)
  end,
  ["split refuses an empty separator"] = function()
    local ok, message = pcall(text.split, "a", "")
    assert(not ok and message:find("must not be empty", 1, true), message)
  end,
  ["starts_with compares the beginning"] = function()
    assert(text.starts_with("sg-web", "sg-"))
    assert(not text.starts_with("s", "sg-"))
    assert(text.starts_with("x", ""))
  end,
  ["a wrong argument is named"] = function()
    local ok, message = pcall(text.trim, 5)
    assert(not ok and message:find("bad argument #1 to 'text.trim' (string expected, got number)", 1, true), message)
  end,
}
