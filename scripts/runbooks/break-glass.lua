-- Opens a port of a group to one address range for a while, and closes it again by itself: when the
-- time is over, and when it fails. Should the run be interrupted, stopped by a limit or killed,
-- `lunette resume` keeps to the time that was said, and nightly-cleanup.lua removes what has expired:
-- the rule's description says until when it may stay.
--
--   lunette run scripts/runbooks/break-glass.lua --group sg-ops --source 203.0.113.7/32 --stay 30m --emulator
runbook {
  name = "break-glass",
  summary = "Opens a port to one address range, and closes it again by itself",
  allow = { "ecs:AuthorizeSecurityGroup", "ecs:RevokeSecurityGroup" },
  parameters = {
    group = { type = "string", required = true, pattern = "^sg%-", summary = "The group to open" },
    source = { type = "string", required = true, pattern = "^%d+%.%d+%.%d+%.%d+/%d+$", summary = "Who may come in" },
    port = { type = "integer", default = 22, summary = "The TCP port" },
    stay = { type = "duration", default = "30m", summary = "How long it stays open" },
  },
  time_limit = "4h", max_changes = 2,
}

local time = require "time"

local bits = tonumber(args.source:match("/(%d+)$"))
if bits < 24 then error("--source is wider than /24: break-glass access is for few") end

-- Once for all: a run that is resumed knows its rule by it.
local ends = step("ends", function() return os.time() + args.stay end)

local rule = {
  ip_protocol = "TCP", port_range = ("%d/%d"):format(args.port, args.port), source_cidr_ip = args.source,
  description = "break-glass until " .. time.text(ends),
}

local function rule_id()
  for _, one in ipairs(ecs.describe_security_group_attribute { security_group_id = args.group }.permissions) do
    if one.description == rule.description then return one.security_group_rule_id end
  end
end

local function close()
  local id = rule_id()
  if not id then return end
  ecs.revoke_security_group { security_group_id = args.group, security_group_rule_id = { id } }
  log.info("closed", { group = args.group, port = args.port })
end

-- Not when it is resumed too late: then there is but the rule of the attempt before to close.
if os.time() < ends then
  ecs.authorize_security_group { security_group_id = args.group, permissions = { rule } }
  log.info("open", { group = args.group, port = args.port, source = args.source, ends = time.text(ends) })
else
  log.warn("not opened: the time that was said is over", { group = args.group, ended = time.text(ends) })
end

local closing <close> = setmetatable({}, { __close = close })
sleep(math.max(0, ends - os.time()))
return { closed = true }
