"""What a runbook's author waits for: check, explain, and the tests."""

import shutil
from pathlib import Path

import machine
from line import Line

STARTS = 15
TESTS = 200
TEST = """
  ["instance {n} leaves"] = function()
    local world = test.world {{ instances = {{ ["i-{n}"] = {{ "sg-web", "sg-ops" }} }} }}
    local run = world:run("leave.lua", {{ id = "i-{n}" }})
    test.equal(run.exit_code, 0)
    test.equal(world:groups_of("i-{n}"), {{ "sg-ops" }})
  end,
"""
RUNBOOK = """runbook {
  allow = { "ecs:LeaveSecurityGroup" }, parameters = { id = { type = "string", required = true } },
}
ecs.leave_security_group { security_group_id = "sg-web", instance_id = args.id }
"""


def start_seconds(command, folder):
    return machine.median([machine.run(command, folder)[1].wall for _ in range(STARTS)])


def answer_line(name, command, allowed, folder):
    seconds = start_seconds(command, folder)
    return Line(
        name, f"{seconds * 1000:.1f} ms", f"3 times lua5.4 -v and 20 ms: {allowed * 1000:.1f} ms",
        ratio=seconds / allowed, at_most=1, reason="reading the catalogue, or Lua's start")


def lines(lunette, folder):
    allowed = 3 * start_seconds(["lua5.4", "-v"], folder) + 0.020
    runbook = Path(__file__).parent.parent / "runbooks/drain-group.lua"
    shutil.copy(runbook, folder)
    yield answer_line("check of a runbook", [lunette, "check", runbook.name], allowed, folder)
    for name in ["leave_security_group", "InstanceLastSecurityGroup", "list.map"]:
        yield answer_line(f"explain {name}", [lunette, "explain", name], allowed, folder)
    Path(folder, "leave.lua").write_text(RUNBOOK)
    tests = "".join(TEST.format(n=n) for n in range(TESTS))
    Path(folder, "leave_test.lua").write_text(f"return {{{tests}}}\n")
    output, timing = machine.run([lunette, "test", "leave_test.lua"], folder)
    if f"{TESTS} passed, 0 failed" not in output:
        raise RuntimeError(output)
    yield Line(
        f"{TESTS} small tests", f"{timing.wall:.2f} s ({timing.processor:.2f} s of processors)",
        "3 s", ratio=timing.wall / 3, at_most=1,
        reason="an emulator, a client and two interpreters for each")
