---@meta
-- What the host gives to scripts, for editors, for `lunette check` and for `lunette explain`.

--- The runbook's arguments, by the names that its manifest declares. A list is a plain array, a
--- duration a number of seconds, a file its bytes.
---@type table<string, any>
args = {}

---@class runbook.Parameter
---@field type? "string"|"integer"|"number"|"boolean"|"list"|"duration"|"file"|"secret"|"webhook"
---@field required? boolean
---@field summary? string
---@field pattern? string a Lua pattern that a text, or each element of a list, must match
---@field choices? string[]
---@field default? any

---@class runbook.Manifest
---@field name? string
---@field summary? string
---@field allow? string[] operations that it may call besides reads: `"ecs:LeaveSecurityGroup"`
---@field regions? string[]
---@field parameters? table<string, runbook.Parameter>
---@field time_limit? string `"10m"`
---@field cpu_limit? string
---@field memory_limit? string `"64MiB"`
---@field max_changes? integer the most targets that a run may change

--- The manifest. It must be the first statement, and a literal table: it is read before anything
--- runs.
---@param manifest runbook.Manifest
function runbook(manifest) end

---@class Error
---@field kind "service"|"throttled"|"transport"|"timeout"|"invalid"|"denied"|"limit"
---@field code string as the service documents it
---@field message string
---@field http_status? integer
---@field request_id? string
---@field operation? string
---@field target? string the id acted on
---@field region_id? string
---@field attempts integer
---@field retryable boolean
---@field disposition "already_done"|"retry"|"wait"|"fix"|"gone"|"never"|"in_doubt"
---@field documented boolean whether the operation documents the code
---@field explanation string what it means and what to do
---@field traceback? string
local Error = {}

--- Whether the code matches a pattern in which `*` stands for anything.
---@param pattern string
---@return boolean
function Error:is(pattern) end

--- Every documented error code as a constant; reading one that does not exist raises.
---@type table<string, string>
errors = {}

--- An error object of a script's own, which `error` raises and `pcall` hands on whole.
---@param fields { code: string, message: string, kind?: string, disposition?: string, explanation?: string, operation?: string, target?: string, region_id?: string }
---@return Error
function errors.new(fields) end

--- All operations of ECS: `ecs.describe_instances{ … }` calls one and answers its response, or
--- raises. `ecs.try` hands the error over instead of raising it, `ecs.each` streams the items of a
--- paged read, `ecs.preview` predicts a change and sends none, `ecs.wait` waits for a state, and
--- `ecs.with{ region = …, profile = … }` is the same module bound elsewhere. Each operation has a
--- page: `ecs.leave_security_group`.
---@class ecs
ecs = {}
ecs.try = {}
ecs.each = {}
ecs.wait = {}
log = {}
json = {}
notify = {}
report = {}

--- The region that calls go to.
---@type string
ecs.region_id = ""

--- The same module, bound to another region.
---@param options { region?: string, profile?: string, role_arn?: string }
---@return ecs
function ecs.with(options) end

--- Waits until an instance has this status; fails at once where it cannot get there.
---@param options { instance_id: string, status: "Pending"|"Starting"|"Running"|"Stopping"|"Stopped", timeout?: string|number }
---@return string status
function ecs.wait.instance_status(options) end

--- Waits until a network interface has this status; fails at once where it cannot get there.
---@param options { network_interface_id: string, status: string, timeout?: string|number }
---@return string status
function ecs.wait.network_interface_status(options) end

--- Waits until an instance or interface is in a group, or out of it with `present = false`.
---@param options { security_group_id: string, instance_id?: string, network_interface_id?: string, present?: boolean, timeout?: string|number }
---@return string
function ecs.wait.membership(options) end

--- Writes a record to the log. Secrets print as `<secret>`.
---@param message string
---@param fields? table<string, any>
function log.debug(message, fields) end

--- Writes a record to the log.
---@param message string
---@param fields? table<string, any>
function log.info(message, fields) end

--- Writes a record to the log.
---@param message string
---@param fields? table<string, any>
function log.warn(message, fields) end

--- Writes a record to the log.
---@param message string
---@param fields? table<string, any>
function log.error(message, fields) end

--- JSON's null, which is no nil.
---@type any
json.null = {}

--- The JSON text of a value.
---@param value any
---@return string
function json.encode(value) end

--- The value of a JSON text.
---@param text string
---@return any
function json.decode(text) end

--- Marks a table as a list, so that an empty one is `[]`.
---@generic T
---@param items T[]
---@return T[]
function json.array(items) end

--- Notes a finding; a run with findings ends with exit code 5. It is on record: `lunette show`
--- lists it, and a resumed run keeps what its finished steps and items found.
---@param finding { target?: string, what: string, [string]: any }
function report.finding(finding) end

--- Notes how one item went; failed ones end a run with exit code 5, and are on record as findings
--- are.
---@param item { target: string, status: "ok"|"changed"|"unchanged"|"skipped"|"empty"|"failed"|"blocked"|"denied"|"unknown", [string]: any }
function report.item(item) end

---@class Webhook

--- Sends a message to a webhook: true when it was taken, nil and an error object when not; a failure
--- ends nothing unless the script raises it. The webhook is an argument: a parameter of type `webhook`,
--- whose URL comes from `env:NAME`, `file:PATH` or `cmd:'COMMAND'` and is seen by nobody. A text is sent
--- in the form that the service wants (Slack and its like, DingTalk, WeCom, Feishu, Discord), a table as
--- it is. Nothing goes out in a dry run, or in a test, which finds the bodies in `run.notifications`. Put
--- it in a `step` where a run that is resumed must not send it twice:
--- `step("tell", function() return notify.post(args.webhook, "3 rules were removed") end)`.
---@param webhook Webhook
---@param message string|table
---@return boolean? sent
---@return Error? err
function notify.post(webhook, message) end

--- Lets time pass: by the run's clock, so that tests with a virtual one take none. Only the coroutine
--- that calls it waits.
---@param duration string|number `"10s"`, or seconds
function sleep(duration) end
