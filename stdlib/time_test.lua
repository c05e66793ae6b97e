local time = require "time"

return {
  ["texts and times name each other"] = function()
    for _, text in ipairs({ "1970-01-01T00:00:00Z", "2000-02-29T23:59:59Z", "2026-11-25T12:30:00Z", "1969-12-31T23:59:59Z" }) do
      test.equal(time.text(time.parse(text)), text)
    end
  end,
  ["offsets shift the time of day"] = function()
    test.equal(time.parse("2026-01-01T08:00:00+08:00"), time.parse("2026-01-01T00:00:00Z"))
    test.equal(time.parse("2025-12-31T19:00-0500"), time.parse("2026-01-01"))
    test.equal(time.text(time.parse("2026-01-01"), "+05:30"), "2026-01-01T05:30:00+05:30")
  end,
  ["what is no time is nil and a reason"] = function()
    for _, text in ipairs({ "yesterday", "2026-13-01", "2026-02-30", "2026-01-01T10:00:00", "2026-01-01T25:00:00Z", "2026-01-01T10:00:00+8" }) do
      local seconds, reason = time.parse(text)
      assert(seconds == nil and #reason > 0, text)
    end
  end,
  ["fractions of a second stay"] = function()
    test.equal(time.parse("1970-01-01T00:00:00.5Z"), 0.5)
  end,
  ["durations go both ways"] = function()
    for text, seconds in pairs({ ["5m"] = 300, ["1h30m"] = 5400, ["2d"] = 172800, ["45s"] = 45, ["250ms"] = 0.25 }) do
      test.equal(time.duration(text), seconds)
      test.equal(time.duration_text(seconds), text)
    end
    test.equal(time.duration_text(0), "0s")
    test.equal(time.duration_text(-60), "-1m")
  end,
  ["what is no duration is nil and a reason"] = function()
    for _, text in ipairs({ "", "5", "5 m", "m5", "5x" }) do
      local seconds, reason = time.duration(text)
      assert(seconds == nil and reason:find("duration", 1, true), text)
    end
  end,
  ["since counts by the run's clock"] = function()
    local run = test.world { now = "2026-01-01T00:10:00Z" }:eval(
      "return require('time').since('2026-01-01T00:00:00Z')")
    test.equal(run.result, 600)
  end,
}
