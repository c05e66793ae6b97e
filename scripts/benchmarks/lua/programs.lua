-- Lua that keeps the processor busy and calls no host: what the sandbox costs.
local host = host
local rounds = 3

local programs, order = {}, {
  "fib", "nbody", "spectral norm", "binary trees", "string building", "sort",
  "sort with comparator", "pattern matching",
}

function programs.fib()
  local function fib(n) return n < 2 and n or fib(n - 1) + fib(n - 2) end
  return fib(27)
end

function programs.nbody()
  local bodies = {}
  for i = 1, 5 do
    bodies[i] = { x = i * 1.1, y = i * 0.7, z = i * 0.3, mass = 1 / i }
    bodies[i].vx, bodies[i].vy, bodies[i].vz = 0, 0.1 * i, 0
  end
  for _ = 1, 15000 do
    for i = 1, #bodies do
      local one = bodies[i]
      for j = i + 1, #bodies do
        local other = bodies[j]
        local dx, dy, dz = one.x - other.x, one.y - other.y, one.z - other.z
        local square = dx * dx + dy * dy + dz * dz + 0.01
        local pull = 0.001 / (square * square ^ 0.5)
        one.vx, one.vy = one.vx - dx * other.mass * pull, one.vy - dy * other.mass * pull
        one.vz = one.vz - dz * other.mass * pull
        other.vx, other.vy = other.vx + dx * one.mass * pull, other.vy + dy * one.mass * pull
        other.vz = other.vz + dz * one.mass * pull
      end
    end
    for _, body in ipairs(bodies) do
      body.x, body.y = body.x + 0.001 * body.vx, body.y + 0.001 * body.vy
      body.z = body.z + 0.001 * body.vz
    end
  end
  return bodies[1].x
end

programs["spectral norm"] = function()
  local size = 130
  local function cell(i, j)
    local sum = i + j - 1
    return 1 / (sum * (sum - 1) * 0.5 + i)
  end
  local function multiply(x, result, transposed)
    for i = 1, size do
      local sum = 0
      for j = 1, size do sum = sum + (transposed and cell(j, i) or cell(i, j)) * x[j] end
      result[i] = sum
    end
  end
  local u, v, between = {}, {}, {}
  for i = 1, size do u[i] = 1 end
  for _ = 1, 6 do
    multiply(u, between, false)
    multiply(between, v, true)
    multiply(v, between, false)
    multiply(between, u, true)
  end
  return u[1] / v[1]
end

programs["binary trees"] = function()
  local function grow(depth)
    if depth == 0 then return {} end
    return { grow(depth - 1), grow(depth - 1) }
  end
  local function count(tree) return tree[1] and 1 + count(tree[1]) + count(tree[2]) or 1 end
  local total = 0
  for _ = 1, 8 do total = total + count(grow(13)) end
  return total
end

programs["string building"] = function()
  local total = 0
  for round = 1, 20 do
    local parts = {}
    for i = 1, 5000 do parts[#parts + 1] = "item " .. i .. " of " .. round end
    local text = table.concat(parts, ", ")
    total = total + #text + #text:upper() + #string.format("%s|%5d", text:sub(1, 40), round)
  end
  return total
end

local function numbers(count)
  local list, seed = {}, 42
  for i = 1, count do
    seed = (seed * 1103515245 + 12345) % 2147483648
    list[i] = seed
  end
  return list
end

function programs.sort()
  local list = numbers(100000)
  table.sort(list)
  return list[1]
end

programs["sort with comparator"] = function()
  local list = numbers(50000)
  table.sort(list, function(a, b) return a > b end)
  return list[1]
end

programs["pattern matching"] = function()
  local lines = {}
  for i = 1, 2000 do
    lines[i] = ("2026-11-%02d %02d:00 sg-%06x allow tcp 10.%d.0.0/16 port=%d"):format(
      i % 28 + 1, i % 24, i, i % 256, i)
  end
  local text, total = table.concat(lines, "\n"), 0
  for _ = 1, 4 do
    for day, group, port in text:gmatch("(%d+)%s+%d+:%d+ (sg%-%x+).-port=(%d+)") do
      total = total + #day + #group + tonumber(port)
    end
    total = total + #text:gsub("%d+%.%d+%.%d+%.%d+", "<address>") + select(2, text:gsub("%a+", ""))
    for _, line in ipairs(lines) do
      if line:find("port=1999", 1, true) or line:match("^(%S+) (%S+)") then total = total + 1 end
    end
  end
  return total
end

for _, name in ipairs(order) do
  local program = programs[name]
  local times = {}
  for round = 1, rounds do
    local start = host.clock()
    program()
    times[round] = host.clock() - start
  end
  table.sort(times)
  host.report(name, times[(rounds + 1) // 2])
end
