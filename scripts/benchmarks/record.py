"""The journal against a bare SQLite loop, and a fleet's memory (issue 8)."""

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

from line import Line
from machine import median

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 5
CHANGES = 400


def lines(lunette, folder):
    bench = build()
    # On the disk of the checkout: a temporary folder may be memory, where a commit costs nothing.
    place = ROOT / ".build" / "benchmarks" / "journal"
    bare, alone, grouped = [], [], []
    for _ in range(ROUNDS):
        bare.append(bare_loop(fresh(place), CHANGES))
        alone.append(ours(bench, fresh(place), CHANGES, 1))
        grouped.append(ours(bench, fresh(place), CHANGES * 10, 64))
    shutil.rmtree(place)
    yield Line(
        "journal a: intent and outcome of a change",
        f"lunette {median(alone):,.0f} µs a change",
        f"two commits of a bare SQLite loop, WAL and FULL: {median(bare):,.0f} µs",
        median([one / other for one, other in zip(alone, bare)]), at_most=1.5,
        reason="hashing, the tip's read and the head file")
    yield Line(
        "journal b: 64 changes at once, with group commit",
        f"lunette {median(grouped):,.0f} µs a change",
        f"one by one: {median(alone):,.0f} µs",
        median([one / other for one, other in zip(alone, grouped)]), at_least=5,
        reason="what a change costs beside its commit")
    yield memory(lunette, folder)


def build():
    command = ["swift", "build", "--package-path", ROOT, "-c", "release", "--static-swift-stdlib",
               "--product", "journal-bench"]
    if subprocess.run(command, stdout=sys.stderr).returncode != 0:
        sys.exit("benchmarks/journal: the Swift side could not be built")
    return ROOT / ".build" / "release" / "journal-bench"


def fresh(place):
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    return place


def ours(bench, place, count, at_once):
    output = subprocess.check_output([bench, place, str(count), str(at_once)], text=True)
    return float(output)


def bare_loop(place, count):
    """Microseconds for two commits of rows as long as the journal's."""
    connection = sqlite3.connect(place / "bare.db", isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, body TEXT NOT NULL)")
    body = "x" * 420
    begin = time.perf_counter()
    for _ in range(2 * count):
        connection.execute("INSERT INTO t (body) VALUES (?)", (body,))
    each = (time.perf_counter() - begin) / count * 1e6
    connection.close()
    return each


def memory(lunette, folder):
    """The largest that a process gets that goes through 100,000 items, 64 at a time."""
    script = Path(folder, "fleet.lua")
    script.write_text(
        "local items = {}\n"
        "for number = 1, 100000 do items[number] = 'i-' .. number end\n"
        "fleet.map(items, function(item) return #item end, { concurrency = 64 })\n")
    environment = dict(os.environ, LUNETTE_HOME=str(Path(folder, "home")))
    begin = time.perf_counter()
    process = subprocess.Popen(
        [lunette, "run", script, "--emulator", "--log-level", "error"], env=environment,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"benchmarks/journal: the fleet ended with {process.returncode}")
    scale = 1 if sys.platform == "darwin" else 1024
    resident = usage.ru_maxrss * scale / 2**20
    return Line(
        "journal c: fleet.map over 100,000 items, 64 at once",
        f"lunette {resident:.0f} MiB at most, {time.perf_counter() - begin:.1f} s",
        "the issue's 300 MB", resident * 2**20 / 300e6, at_most=1,
        reason="what each item leaves behind")
