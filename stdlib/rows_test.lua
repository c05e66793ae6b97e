local rows = require "rows"

return {
  ["columns are in line"] = function()
    test.equal(
      rows.text({ { id = "i-1", status = "Running" }, { id = "i-long", status = "Stopped" } }, { "id", "status" }),
      "id      status\ni-1     Running\ni-long  Stopped\n")
  end,
  ["letters count, not bytes"] = function()
    test.equal(rows.text({ { a = "äö", b = 1 }, { a = "xyz", b = 2 } }, { "a", "b" }), "a    b\näö   1\nxyz  2\n")
  end,
  ["what is missing is a dash, and a line stays a line"] = function()
    test.equal(rows.text({ { b = "x\ny" } }, { "a", "b" }), "a  b\n-  x y\n")
  end,
  ["rows are counted by a column"] = function()
    test.equal(rows.count({ { s = "a" }, { s = "a" }, {} }, "s"), { a = 2 })
  end,
}
