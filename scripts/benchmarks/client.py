"""The signed client against wrk, the vendor's SDKs and other JSON readers (issue 4)."""

import shutil
import sys
from pathlib import Path

from line import Line
from load import requests_per_second
from machine import SMALL_ANSWER, emulator, median, nginx, run
from signed_requests import Sender, signed_request
from world import world

HERE = Path(__file__).parent
SDKS = {
    "generation_one": "aliyun-python-sdk-ecs",
    "generation_two": "alibabacloud-ecs20140526",
}
ROUNDS = 3


def lines(lunette, folder):
    with nginx(folder, SMALL_ANSWER) as port:
        yield from calls(lunette, folder, port)
        yield processes(lunette, folder, port)
    yield from decoding(lunette, folder)


def look(lunette, folder, port, count, at_once=1, journal=True):
    """The timing of `count` calls by one script, its start included."""
    # A run that changes nothing goes on where no journal can be.
    environment = {} if journal else {"LUNETTE_HOME": "/dev/null/none"}
    _, timing = run(
        [lunette, "run", HERE / "look.lua", "--count", str(count), "--at-once", str(at_once),
         "--endpoint",
         f"http://127.0.0.1:{port}", "--allow", "ecs:*", "--max-changes", "1000000",
         "--log-level", "error"],
        folder, environment)
    return timing


FEW, MANY = 500, 15_500


def loop(lunette, folder, port, **how):
    """Calls a second, and microseconds of processor each. Starting doesn't count: it is in both of
    the runs that are subtracted."""
    timing = look(lunette, folder, port, MANY, **how) - look(lunette, folder, port, FEW, **how)
    count = MANY - FEW
    return count / timing.wall, timing.processor / count * 1e6


class Rates:
    """Requests a second of everyone who sends the same, so many at once; a round after the other,
    so that the machine's mood hits all alike."""

    def __init__(self, lunette, folder, port, at_once):
        request = signed_request(port, "DescribeInstanceAttribute", InstanceId="i-bench")
        bare = bare_program(folder)
        self.ours, self.processor, self.journaled, self.wrk, self.bare = [], [], [], [], []
        for _ in range(ROUNDS):
            self.wrk.append(
                requests_per_second(folder, port, [request], connections=at_once, seconds=1))
            self.bare.append(bare_rate(bare, folder, port, request, at_once))
            rate, processor = loop(lunette, folder, port, at_once=at_once, journal=False)
            self.ours.append(rate)
            self.processor.append(processor)
            if at_once > 1:
                self.journaled.append(loop(lunette, folder, port, at_once=at_once)[0])

    def ratio(self, of, to):
        return median([one / other for one, other in zip(of, to)])

    def line(self, name, at_least, figure=""):
        each = median(self.processor)
        return Line(
            name,
            f"lunette {median(self.ours):,.0f} calls/s, {each:.0f} µs of processor each, short "
            f"waits awake included{figure}",
            f"wrk {median(self.wrk):,.0f} requests/s; libcurl alone, in C, nothing signed: "
            f"{median(self.bare):,.0f}",
            self.ratio(self.ours, self.wrk), at_least=at_least,
            reason=f"libcurl alone is at {self.ratio(self.bare, self.wrk):.2f} of wrk, and lunette "
            f"at {self.ratio(self.ours, self.bare):.2f} of libcurl alone; {self.room(at_least)}")

    def room(self, at_least):
        """How much of a call's time the target leaves beside libcurl's own."""
        whole = 1e6 / at_least / median(self.wrk)
        alone = 1e6 / median(self.bare)
        if whole <= alone:
            return (f"out of reach: {at_least} of wrk is {whole:.0f} µs a call, and libcurl alone "
                    f"takes {alone:.0f} µs")
        return (f"{at_least} of wrk is {whole:.0f} µs a call, of which libcurl alone takes "
                f"{alone:.0f}: {whole - alone:.0f} µs for Lua, signing, checks and decoding")


def calls(lunette, folder, port):
    """Lines a to c. No change is made: a run's fleet alone needs the journal."""
    alone = Rates(lunette, folder, port, 1)
    yield alone.line("client a: sequential signed DescribeInstanceAttribute calls from Lua", 0.5)
    fleet = Rates(lunette, folder, port, 64)
    yield fleet.line(
        "client b: 64 calls at once from Lua, by fleet.map, without the journal", 0.4,
        figure=f"; with each item on record {median(fleet.journaled):,.0f} calls/s")
    yield against_sdks(folder, port, "c1: one after the other", alone, 1)
    yield against_sdks(folder, port, "c2: 64 at once, by 64 threads of Python", fleet, 64)


def against_sdks(folder, port, name, rates, at_once):
    sdks = {
        name: median([
            float(run([sys.executable, HERE / "sdk.py", generation, str(port), str(at_once),
                       str(max(300 // at_once, 10))], folder)[0])
            for _ in range(ROUNDS)])
        for generation, name in SDKS.items()
    }
    best = max(sdks.values())
    peers = ", ".join(f"{name} {rate:,.0f} calls/s" for name, rate in sdks.items())
    return Line(
        f"client {name}, through the vendor's SDKs",
        f"lunette {median(rates.ours):,.0f} calls/s", peers, median(rates.ours) / best, at_least=8,
        reason=f"what comes back from this nginx sets the limit: wrk itself, which signs nothing, "
        f"is at {median(rates.wrk) / best:.1f}")


def bare_program(folder):
    program = Path(folder, "bare")
    run(["gcc", "-O2", HERE / "bare.c", "-o", program, "-lcurl"], folder)
    return program


def bare_rate(program, folder, port, request, at_once):
    """What libcurl alone makes of the same request."""
    head, *lines = request.strip().split("\r\n")
    lines = [line for line in lines if not line.startswith("content-length")] + ["content-type:"]
    url = f"http://127.0.0.1:{port}{head.split()[1]}"
    output, _ = run(
        [program, url, str(at_once), str(MANY)], folder, text="\n".join(lines))
    return float(output)


def processes(lunette, folder, port):
    """Line d: from start to end, one call; in turn, so that the machine's mood hits all alike."""
    commands = {
        name: [sys.executable, HERE / "sdk.py", generation, str(port), "1", "0"]
        for generation, name in SDKS.items()
    }
    ours, peers = [], {name: [] for name in commands}
    for _ in range(7):
        ours.append(look(lunette, folder, port, 1))
        for name, command in commands.items():
            peers[name].append(run(command, folder)[1].wall)
    wall = median([timing.wall for timing in ours])
    words = ", ".join(f"{name} {median(walls) * 1000:.0f} ms" for name, walls in peers.items())
    processor = median([timing.processor for timing in ours])
    return Line(
        "client d: a whole process with one call", f"lunette {wall * 1000:.1f} ms", words,
        wall / min(median(walls) for walls in peers.values()), at_most=0.15,
        reason=f"{processor * 1000:.1f} ms of it are lunette's own computing")


def decoding(lunette, folder):
    """Line e: 100 instances, as DescribeInstances answers them, into Lua tables."""
    answer = instances_answer(lunette, folder)
    Path(folder, "answer.lua").write_text(f"return [==[{answer}]==]\n")
    shutil.copy(HERE / "decode.lua", folder)
    host = Path(folder, "decode")
    run(["g++", "-O2", "-std=c++17", "-I/usr/include/lua5.4", HERE / "decode.cpp", "-o", host,
         "-lsimdjson", "-llua5.4"], folder)
    commands = {
        "lunette": [lunette, "run", Path(folder, "decode.lua"), "--emulator"],
        "simdjson": [host, "simdjson", folder],
        "lua-cjson": [host, "cjson", folder],
    }
    times = {name: [] for name in commands}
    for _ in range(ROUNDS):
        for name, command in commands.items():
            times[name].append(float(run(command, folder)[0]))
    ours = median(times["lunette"])
    floor = median(times["simdjson"]) / median(times["lua-cjson"])
    for name, bound in [("simdjson", 1.5), ("lua-cjson", 0.5)]:
        yield Line(
            f"client e: DescribeInstances, {len(answer) // 1000} kB, into Lua tables",
            f"lunette {ours:.2f} ms", f"{name} {median(times[name]):.2f} ms",
            median([one / other for one, other in zip(times["lunette"], times[name])]),
            at_most=bound,
            reason=f"Lua's own tables and their collection cost most: plain simdjson is at "
            f"{floor:.2f} of lua-cjson here")


def instances_answer(lunette, folder):
    """The emulator's own answer, so that it looks as the service's does."""
    file = Path(folder, "hundred.json")
    file.write_text(world(100))
    with emulator(lunette, file) as (_, port):
        with Sender(port) as sender:
            return sender.send("DescribeInstances", RegionId="cn-hangzhou", PageSize=100)
