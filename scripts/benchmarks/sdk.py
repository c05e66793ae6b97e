"""DescribeInstanceAttribute through one of the vendor's SDKs.

sdk.py generation_one|generation_two PORT THREADS COUNT: makes COUNT calls in each of the threads,
the one that each begins with aside, and prints how many there were a second.
"""

import importlib
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "official-sdks"))


def call(client):
    code, _, _ = client.call("DescribeInstanceAttribute", {"InstanceId": "i-bench"})
    if code:
        raise SystemExit(code)


def repeat(client, count, begin):
    call(client)
    begin.wait()
    for _ in range(count):
        call(client)


def main(generation, port, threads, count):
    module = importlib.import_module(generation)
    if count == 0:
        call(module.Client(port))
        return
    begin = threading.Barrier(threads + 1, timeout=60)
    with ThreadPoolExecutor(threads) as pool:
        work = [pool.submit(repeat, module.Client(port), count, begin) for _ in range(threads)]
        begin.wait()
        start = time.perf_counter()
        for one in work:
            one.result()
    print(threads * count / (time.perf_counter() - start))


main(sys.argv[1], *map(int, sys.argv[2:]))
