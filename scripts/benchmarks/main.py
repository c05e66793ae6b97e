"""main.py LUNETTE PART…: measures the parts, and prints a line for each thing that an issue asks
for. scripts/bench starts it."""

import os
import sys
import tempfile

import author
import client
import emulator
import record
import repl

PARTS = {
    "author": author.lines, "client": client.lines, "emulator": emulator.lines,
    "journal": record.lines, "repl": repl.lines,
}


def main(lunette, parts):
    print(f"{lunette} on {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}")
    short = measured = 0
    for part in parts:
        with tempfile.TemporaryDirectory(prefix="lunette-bench-") as folder:
            for line in PARTS[part](lunette, folder):
                print(line, flush=True)
                measured += line.ratio is not None
                short += line.is_short
    print(f"{measured - short} of {measured} lines met; load {os.getloadavg()[0]:.1f}")
    return 1 if short else 0


sys.exit(main(sys.argv[1], sys.argv[2:]))
