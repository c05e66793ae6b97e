local time = require "time"

return {
  ["a zone is known by its name, in summer and in winter"] = function()
    test.equal(time.text(time.parse("2026-01-01T12:00:00Z"), "Europe/Berlin"), "2026-01-01T13:00:00+01:00")
    test.equal(time.text(time.parse("2026-07-01T12:00:00Z"), "Europe/Berlin"), "2026-07-01T14:00:00+02:00")
    test.equal(time.text(time.parse("2026-07-01T12:00:00Z"), "Asia/Kathmandu"), "2026-07-01T17:45:00+05:45")
    test.equal(time.text(time.parse("2026-07-01T12:00:00Z"), "America/New_York"), "2026-07-01T08:00:00-04:00")
  end,
  ["a time that the clocks skip, and one that they show twice"] = function()
    local function utc(text) return time.text(time.parse(text, "Europe/Berlin")) end
    test.equal(utc "2026-03-29T02:30:00", "2026-03-29T01:00:00Z")
    test.equal(utc "2026-10-25T02:30:00", "2026-10-25T00:30:00Z")
    test.equal(utc "2026-06-01", "2026-05-31T22:00:00Z")
    test.equal(time.parse("1970-01-01T01:00:00.5", "Europe/Berlin"), 0.5)
    test.equal(time.parse("1970-01-01T00:00:00Z", "Europe/Berlin"), 0)
  end,
  ["times that no clock will show are no trouble"] = function()
    test.equal(time.text(time.parse("3000-07-01T12:00:00Z"), "Europe/Berlin"), "3000-07-01T13:00:00+01:00")
    test.equal(time.parse("9999-12-31T00:00:00", "Europe/Berlin"), time.parse("9999-12-30T23:00:00Z"))
    test.raises(function() time.text(math.mininteger, "Europe/Berlin") end, "out of range")
  end,
  ["a zone that nobody knows is named"] = function()
    local none, reason = time.parse("2026-06-01T00:00:00", "Europe/Berlim")
    test.equal(none, nil)
    test.contains(reason, "Europe/Berlim")
    test.raises(function() time.text(0, "../../etc/passwd") end, "no time zone")
  end,
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
    for _, endless in ipairs({ math.huge, -math.huge, 0 / 0, math.mininteger, 1e300 }) do
      test.raises(function() time.duration_text(endless) end, "too long a duration")
    end
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
