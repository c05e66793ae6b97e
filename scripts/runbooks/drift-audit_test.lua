local function world(spec)
  spec = spec or {}
  spec.instances = spec.instances or { ["i-1"] = { "sg-web", "sg-ops" }, ["i-2"] = { "sg-web" } }
  return test.world(spec)
end

local function audit(world, baseline)
  return world:run("drift-audit.lua", {}, { files = { baseline = json.encode(baseline) } })
end

local function found(run)
  local texts = {}
  for _, finding in ipairs(run.findings or {}) do table.insert(texts, finding.target .. " " .. finding.what) end
  return texts
end

local as_it_is = { ["i-1"] = { "sg-ops", "sg-web" }, ["i-2"] = { "sg-web" } }

return {
  ["what is as the baseline says is clean"] = function()
    local run = audit(world(), { ["cn-hangzhou"] = as_it_is })
    test.equal(found(run), {})
    test.matches(run, { exit_code = 0, items = { { target = "cn-hangzhou", status = "ok", compared = 2 } } })
  end,
  ["each difference is found: more, fewer, gone, new"] = function()
    local run = audit(world(), {
      ["cn-hangzhou"] = { ["i-1"] = { "sg-web", "sg-db" }, ["i-gone"] = { "sg-web" } },
    })
    test.equal(run.exit_code, 5)
    test.same_items(found(run), {
      "i-1 is in sg-ops, which the baseline does not have", "i-1 is no longer in sg-db", "i-gone is gone",
      "i-2 is not in the baseline",
    })
  end,
  ["a region that cannot be read is unknown, not clean"] = function()
    local world = world {
      faults = { { operation = "DescribeInstances", effect = "error", code = "Forbidden.RAM", status = 403 } },
    }
    local run = audit(world, { ["cn-hangzhou"] = as_it_is })
    test.matches(run, { exit_code = 5, items = { { target = "cn-hangzhou", status = "unknown" } } })
    test.equal(found(run), {})
  end,
  ["a baseline is taken, and is clean at once"] = function()
    local world = world()
    local taken = world:run("drift-audit.lua", { take = { "cn-hangzhou" } })
    local baseline = json.decode(table.concat(taken.output, "\n"))
    test.equal(baseline, { ["cn-hangzhou"] = as_it_is })
    test.equal(audit(world, baseline).exit_code, 0)
  end,
  ["without a baseline it says what to give"] = function()
    local run = world():run("drift-audit.lua")
    test.equal(run.exit_code, 1)
    test.contains(run.error.message, "--baseline")
  end,
  ["nothing is changed"] = function()
    test.equal(audit(world(), { ["cn-hangzhou"] = {} }).counts.changes, 0)
  end,
}
