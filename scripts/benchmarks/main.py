"""main.py LUNETTE PART…: measures the parts, and prints a line for each thing that an issue asks
for. scripts/bench starts it."""

import os
import sys
import tempfile

import client
import emulator

PARTS = {"client": client.lines, "emulator": emulator.lines}


def main(lunette, parts):
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    print(f"{lunette} on {os.cpu_count()} processors, load {load}")
    short = measured = 0
    for part in parts:
        with tempfile.TemporaryDirectory(prefix="lunette-bench-") as folder:
            for line in PARTS[part](lunette, folder):
                print(line, flush=True)
                measured += line.ratio is not None
                short += line.is_short
    print(f"{measured - short} of {measured} lines met")
    return 1 if short else 0


sys.exit(main(sys.argv[1], sys.argv[2:]))
