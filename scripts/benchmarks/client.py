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


def look(lunette, folder, port, count, at_once=1):
    """The timing of `count` calls by one script, its start included."""
    _, timing = run(
        [lunette, "run", HERE / "look.lua", "--count", str(count), "--at-once", str(at_once),
         "--endpoint",
         f"http://127.0.0.1:{port}", "--allow", "ecs:*", "--max-changes", "1000000",
         "--log-level", "error"],
        folder)
    return timing


def calls(lunette, folder, port):
    """Lines a to c. Starting doesn't count: it is in both of the runs that are subtracted."""
    few, many = 500, 15_500
    request = [signed_request(
        port, "DescribeInstanceAttribute", InstanceId="i-bench")]
    ours, peers, fleet, wide, processor = [], [], [], [], []
    for _ in range(ROUNDS):
        peers.append(requests_per_second(folder, port, request, connections=1, seconds=2))
        timing = look(lunette, folder, port, many) - look(lunette, folder, port, few)
        ours.append((many - few) / timing.wall)
        processor.append(timing.processor / (many - few) * 1e6)
        wide.append(requests_per_second(folder, port, request, connections=64, seconds=1))
        timing = look(lunette, folder, port, many, 64) - look(lunette, folder, port, few, 64)
        fleet.append((many - few) / timing.wall)
    rate = median(ours)
    yield Line(
        "client a: sequential signed DescribeInstanceAttribute calls from Lua",
        f"lunette {rate:,.0f} calls/s, {median(processor):.0f} µs of processor each",
        f"wrk, 1 connection: {median(peers):,.0f} requests/s",
        median([one / other for one, other in zip(ours, peers)]), at_least=0.5,
        reason=f"of {1e6 / rate:.0f} µs a call lunette computes {median(processor):.0f}; wrk's "
        f"whole round trip is {1e6 / median(peers):.0f}")
    yield Line(
        "client b: 64 calls at once from Lua, by fleet.map",
        f"lunette {median(fleet):,.0f} calls/s",
        f"wrk, 64 connections: {median(wide):,.0f} requests/s",
        median([one / other for one, other in zip(fleet, wide)]), at_least=0.4,
        reason="one thread signs, sends and runs Lua; wrk signs nothing")
    yield against_sdks(folder, port, rate)


def against_sdks(folder, port, rate):
    rates = {
        name: median([
            float(run([sys.executable, HERE / "sdk.py", generation, str(port), "301"], folder)[0])
            for _ in range(ROUNDS)])
        for generation, name in SDKS.items()
    }
    peers = ", ".join(f"{name} {peer:,.0f} calls/s" for name, peer in rates.items())
    return Line(
        "client c: the same calls through the vendor's SDKs", f"lunette {rate:,.0f} calls/s",
        peers, rate / max(rates.values()), at_least=8, reason="see line a")


def processes(lunette, folder, port):
    """Line d: from start to end, one call; in turn, so that the machine's mood hits all alike."""
    commands = {
        name: [sys.executable, HERE / "sdk.py", generation, str(port), "1"]
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
