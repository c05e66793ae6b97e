return {
  ["a test sees what would be sent, and nothing goes out"] = function()
    local run = test.world():eval([[return type(notify.post)]])
    test.matches(run, { exit_code = 0, result = "function", notifications = {} })
  end,
  ["a script cannot make a webhook"] = function()
    local run = test.world():eval([[notify.post("https://hooks.example.com/x", "hello")]])
    test.equal(run.exit_code, 1)
    test.contains(run.error.message, "whoever runs the script says where it may send to")
  end,
}
