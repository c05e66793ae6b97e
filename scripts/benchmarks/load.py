"""wrk: how many requests a second a server answers."""

import re
from pathlib import Path

from machine import run

SCRIPT = Path(__file__).with_name("wrk.lua")


def requests_per_second(folder, port, requests, connections, seconds):
    """wrk's rate with one thread, and how many requests it saw answered. An error status is a
    mistake of the benchmark's, and ends it."""
    pool = Path(folder, "requests")
    pool.write_text("\0".join(requests))
    output, _ = run(
        ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "-s", SCRIPT,
         f"http://127.0.0.1:{port}", "--", pool],
        folder)
    if "Non-2xx" in output or "Socket errors" in output:
        raise RuntimeError(output)
    return float(re.search(r"Requests/sec:\s+([\d.]+)", output).group(1))
